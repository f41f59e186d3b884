/* The board of completeness: which cells of which units are shown, and where a click on one leads. */
import type { OwedUnit } from '@/api/schema'

export const STATES = ['late', 'returned', 'missing', 'in', 'approved', 'locked'] as const

export interface BoardCell {
  key: string
  name: string
  area: string
  measure: string
  state: string
  by: string
  at: string
  reason: string
  to: string
}
export interface BoardUnit {
  unit: OwedUnit
  cells: BoardCell[]
}

export function boardOf(units: readonly OwedUnit[], kind: string, state: string, text: string): BoardUnit[] {
  const wanted = text.trim().toLowerCase()
  return units
    .filter((u) => u.kind === kind)
    .map((u) => {
      const named = u.name.toLowerCase().includes(wanted)
      const several = new Set(u.cells.map((c) => c.area)).size > 1
      const cells = u.cells
        .map((c) => ({ c, shown: c.locked && c.state !== 'not_due' && c.submission === null ? 'locked' : c.state }))
        .filter(
          ({ c, shown }) =>
            shown !== 'not_due' &&
            (!state || shown === state || (state === 'locked' && c.locked)) &&
            (!wanted || named || c.name.toLowerCase().includes(wanted) || c.area_name.toLowerCase().includes(wanted)),
        )
        .map(({ c, shown }) => ({
          key: `${c.indicator}|${c.area}|${c.measure}|${c.basis}`,
          name: c.name,
          area: several ? c.area_name : '',
          measure: c.measure,
          state: shown,
          by: c.by,
          at: c.at,
          reason: c.reason,
          to: c.submission ? '/submissions/' + c.submission : '',
        }))
      return { unit: u, cells }
    })
    .filter((u) => u.cells.length > 0)
}
