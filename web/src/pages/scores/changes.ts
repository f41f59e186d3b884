/* What changed between two runs, put together: the totals of units, and under each its lines with their causes. */
import type { Change } from './types'

export interface LineChange {
  item: string
  name: string
  before: number | null
  after: number | null
  causes: Change[]
}

export interface UnitChange {
  unit: string
  name: string
  total: Change | null
  lines: LineChange[]
}

const size = (x: { before: number | null; after: number | null }): number =>
  x.before === null || x.after === null ? Infinity : Math.abs(x.after - x.before)

/** Units by how much their total changed; those of an unknown total first. Lines of no cause stand without one. */
export function changesOf(rows: readonly Change[]): UnitChange[] {
  const units = new Map<string, UnitChange>()
  for (const r of rows) {
    const u = units.get(r.unit) ?? { unit: r.unit, name: r.unit_name || r.unit, total: null, lines: [] }
    units.set(r.unit, u)
    if (!r.item) {
      u.total = r
      continue
    }
    let line = u.lines.find((l) => l.item === r.item)
    if (!line) {
      line = { item: r.item, name: r.item_name || r.item, before: r.before, after: r.after, causes: [] }
      u.lines.push(line)
    }
    if (r.cause) line.causes.push(r)
  }
  for (const u of units.values()) u.lines.sort((a, b) => size(b) - size(a))
  return [...units.values()].sort((a, b) => (b.total ? size(b.total) : 0) - (a.total ? size(a.total) : 0))
}

/** How many lines each kind of cause explains. */
export function causesOf(units: readonly UnitChange[]): { code: string; name: string; n: number }[] {
  const found = new Map<string, { code: string; name: string; n: number }>()
  for (const u of units)
    for (const l of u.lines)
      for (const code of new Set(l.causes.map((c) => c.cause))) {
        const name = l.causes.find((c) => c.cause === code)!.cause_name
        found.set(code, { code, name, n: (found.get(code)?.n ?? 0) + 1 })
      }
  return [...found.values()].sort((a, b) => b.n - a.n)
}
