/* Which projects are shown, as the address says it. All projects are asked for once; the rest is chosen from them here,
   so that each choice can say how many it would leave. The place is the page's own area, as everywhere. */
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { known } from '@/format/number'
import type { Num, ProjectRow } from './types'

export interface ProjectFilter {
  area: string
  class: string
  department: string
  leader: string
  lamp: string
  stage: string
  q: string
}
export type Dimension = Exclude<keyof ProjectFilter, 'q'>

const NAMES = ['area', 'class', 'department', 'leader', 'lamp', 'stage', 'q'] as const
/** In the address a project that is at no stage, or has no lamp, is told from "all". */
export const NO = 'none'

export function filterOf(query: LocationQuery, city = ''): ProjectFilter {
  const one = (name: string): string => {
    const x = query[name]
    return (Array.isArray(x) ? x[0] : x) ?? ''
  }
  const f = Object.fromEntries(NAMES.map((n) => [n, one(n)])) as unknown as ProjectFilter
  return f.area === city ? { ...f, area: '' } : f
}

export function queryOf(f: Partial<ProjectFilter>): LocationQueryRaw {
  return Object.fromEntries(Object.entries(f).map(([name, value]) => [name, value || undefined]))
}

export const valueOf = (r: ProjectRow, d: Dimension): string => (r[d] || (d === 'area' ? '' : NO)) as string

export function fits(r: ProjectRow, f: ProjectFilter, but?: Dimension): boolean {
  const text = f.q.trim().toLowerCase()
  if (text && !`${r.code} ${r.name} ${r.owner}`.toLowerCase().includes(text)) return false
  return NAMES.every((d) => d === 'q' || d === but || !f[d] || valueOf(r, d) === f[d])
}

/** How many projects each choice of a dimension would leave, the others being as they are. */
export function counted(rows: readonly ProjectRow[], f: ProjectFilter, d: Dimension): Map<string, number> {
  const n = new Map<string, number>()
  for (const r of rows) if (fits(r, f, d)) n.set(valueOf(r, d), (n.get(valueOf(r, d)) ?? 0) + 1)
  return n
}

/** Is anything chosen beside the place? */
export const isNarrowed = (f: ProjectFilter): boolean => NAMES.some((n) => n !== 'area' && f[n])

export interface Totals {
  n: number
  started: number
  total: number
  plan: number
  done: number
  entered: number
  /** completed, per cent of the year's plan; null without a plan */
  pct: Num
  red: number
  yellow: number
  sample: number
}

/** Sums as the server's league makes them: what has no plan or report adds nothing. */
export function totalsOf(rows: readonly ProjectRow[]): Totals {
  const sum = (of: (r: ProjectRow) => Num): number => rows.reduce((s, r) => s + (known(of(r)) ? of(r)! : 0), 0)
  const [plan, done] = [sum((r) => r.plan_year), sum((r) => r.done)]
  return {
    n: rows.length,
    started: rows.filter((r) => r.start).length,
    total: sum((r) => r.total),
    plan,
    done,
    entered: sum((r) => r.entered),
    pct: plan > 0 ? (done / plan) * 100 : null,
    red: rows.filter((r) => r.lamp === 'red').length,
    yellow: rows.filter((r) => r.lamp === 'yellow').length,
    sample: rows.filter((r) => r.sample).length,
  }
}

/** Months passed of the year, per cent: 83.3 at the end of October. */
export const timePct = (month: string): number => (Number(month.slice(5, 7)) / 12) * 100

const LAMPS = ['red', 'yellow', 'green', '']
/** What needs looking at first: red, then yellow, then those furthest behind their own plan. */
export function byNeed(rows: readonly ProjectRow[]): ProjectRow[] {
  const behind = (r: ProjectRow): number =>
    known(r.ahead_own_pp) ? r.ahead_own_pp : known(r.ahead_pp) ? r.ahead_pp : 999
  return [...rows].sort(
    (a, b) =>
      LAMPS.indexOf(a.lamp) - LAMPS.indexOf(b.lamp) || behind(a) - behind(b) || a.code.localeCompare(b.code, 'zh-CN'),
  )
}

export interface StageColumn {
  code: string
  name: string
  rows: ProjectRow[]
}

/** A column for each stage that some project has reached, in the order of the stages; those at none come first. */
export function stageColumns(rows: readonly ProjectRow[], order: readonly string[], none: string): StageColumn[] {
  const map = new Map<string, StageColumn>()
  for (const r of rows) {
    const column = map.get(r.stage) ?? { code: r.stage, name: r.stage ? r.stage_name : none, rows: [] }
    column.rows.push(r)
    map.set(r.stage, column)
  }
  const at = (code: string): number => (code === '' ? -1 : order.includes(code) ? order.indexOf(code) : order.length)
  return [...map.values()].sort((a, b) => at(a.code) - at(b.code)).map((c) => ({ ...c, rows: byNeed(c.rows) }))
}

export interface TreeNode {
  code: string
  name: string
  n: number
  red: number
  yellow: number
}

/** The city and its places with how many projects stand in each under the other choices; places without any left out,
    unless one is chosen. */
export function areaTree(
  rows: readonly ProjectRow[],
  f: ProjectFilter,
  city: { code: string; name: string },
  order: readonly string[],
): { city: TreeNode; places: TreeNode[] } {
  const shown = rows.filter((r) => fits(r, f, 'area'))
  const node = (code: string, name: string, of: readonly ProjectRow[]): TreeNode => ({
    code,
    name,
    n: of.length,
    red: of.filter((r) => r.lamp === 'red').length,
    yellow: of.filter((r) => r.lamp === 'yellow').length,
  })
  const names = new Map(rows.map((r) => [r.area, r.area_name]))
  const at = (code: string): number => (order.includes(code) ? order.indexOf(code) : order.length)
  const places = [...names]
    .filter(([code]) => code !== city.code)
    .map(([code, name]) =>
      node(
        code,
        name,
        shown.filter((r) => r.area === code),
      ),
    )
    .filter((p) => p.n || p.code === f.area)
    .sort((a, b) => at(a.code) - at(b.code) || a.code.localeCompare(b.code))
  return { city: node(city.code, city.name, shown), places }
}
