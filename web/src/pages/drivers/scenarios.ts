/* Scenarios as they were kept, and several side by side. */
import { known } from '@/format/number'
import type { DriverNode, Num, ScenarioNode } from '@/pages/projects/types'

/** "IVA=+1 RETAIL=+2" of a scenario is "IVA=+1;RETAIL=+2" of the address. */
export const setOf = (changes: string): string => changes.split(/\s+/).filter(Boolean).join(';')

export const compared = (names: string): string[] => [...new Set(names.split(';').filter(Boolean))]

export interface SideRow {
  node: string
  name: string
  depth: number
  growth: Num
  cells: (ScenarioNode | null)[]
  /** the scenarios do not agree here */
  differs: boolean
}

/** A row for each node in the order of the tree, a cell for each scenario in the order they were named. */
export function sideBySide(
  nodes: readonly ScenarioNode[],
  tree: readonly DriverNode[],
): { scenarios: string[]; rows: SideRow[] } {
  const scenarios = [...new Set(nodes.map((n) => n.scenario))]
  const of = new Map(tree.map((r) => [r.node, r]))
  const order = [...new Set([...tree.map((r) => r.node), ...nodes.map((n) => n.node)])]
  const rows = order.flatMap((node) => {
    const own = nodes.filter((n) => n.node === node)
    if (!own.length) return []
    const cells = scenarios.map((s) => own.find((n) => n.scenario === s) ?? null)
    const values = cells.map((c) => c?.what_if_growth).filter(known)
    return [
      {
        node,
        name: of.get(node)?.name ?? node,
        depth: of.get(node)?.depth ?? 0,
        growth: own[0]!.growth,
        cells,
        differs: values.length > 1 && Math.max(...values) - Math.min(...values) >= 0.005,
      },
    ]
  })
  return { scenarios, rows }
}
