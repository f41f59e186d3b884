/* The periods that a scheme may be computed for, from the months that have figures. */
import { when } from '@/format/period'
import type { SchemeTable } from './types'

export type Frequency = 'month' | 'quarter' | 'year'

export function frequencyOf(tables: readonly Pick<SchemeTable, 'name' | 'rows'>[]): Frequency {
  const said = tables.find((x) => x.name === 'scheme')?.rows[0]?.period
  return said === 'quarter' || said === 'year' ? said : 'month'
}

/** Newest first: "2021-09"; of quarters those whose last month is there, "2021Q3"; of years those with a December. */
export function periodsOf(months: readonly string[], frequency: Frequency): string[] {
  const newest = [...months].sort().reverse()
  if (frequency === 'month') return newest
  return newest.flatMap((m) => {
    const w = when(m)
    if (!w || w.month % (frequency === 'quarter' ? 3 : 12)) return []
    return [frequency === 'quarter' ? `${w.year}Q${w.month / 3}` : String(w.year)]
  })
}

/** The order of any two periods of one scheme. */
export function periodOrder(period: string): number {
  const w = when(period)
  return w ? w.year * 12 + (w.month || 12) : 0
}
