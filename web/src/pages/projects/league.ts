/* Groups of projects side by side, and the lists that rules put on. */
import { known } from '@/format/number'
import type { ProjectLeagueRow, ProjectListed } from './types'

export const BYS = ['area', 'department', 'class', 'leader'] as const
export type By = (typeof BYS)[number]
/** The row of everything together. */
export const ALL = '*'

export function split(rows: readonly ProjectLeagueRow[]): {
  all: ProjectLeagueRow | null
  groups: ProjectLeagueRow[]
} {
  return {
    all: rows.find((r) => r.code === ALL) ?? null,
    groups: rows.filter((r) => r.code !== ALL).sort((a, b) => (a.place ?? 9999) - (b.place ?? 9999)),
  }
}

/** The widest difference, so that the bars of a column share one scale; at least 10 points. */
export const mostPoints = (rows: readonly ProjectLeagueRow[]): number =>
  Math.max(10, ...rows.map((r) => (known(r.ahead_own_pp) ? Math.abs(r.ahead_own_pp) : 0)))

export interface Listed {
  code: string
  scope: string
  name: string
  sample: boolean
  reasons: { rule: string; reason: string }[]
}

/** One line for each name on a list, with every trigger that put it there. */
export function onList(rows: readonly ProjectListed[], list: string): Listed[] {
  const map = new Map<string, Listed>()
  for (const r of rows) {
    if (r.list !== list) continue
    const key = r.scope + ' ' + r.code
    const x = map.get(key) ?? { code: r.code, scope: r.scope, name: r.name, sample: r.sample, reasons: [] }
    if (!x.reasons.some((y) => y.rule === r.rule)) x.reasons.push({ rule: r.rule, reason: r.reason })
    map.set(key, x)
  }
  return [...map.values()]
}
