/* The month that is looked at, and the day that a schedule is looked at from. */
import { dayNumber, dayOf } from '@/pages/tasks/days'
import type { ProjectRow } from './types'

/** The one in the address, else the last that anything was reported of. */
export function monthOf(period: string, rows: readonly Pick<ProjectRow, 'reported'>[]): string {
  return period || rows.reduce((last, r) => (r.reported > last ? r.reported : last), '')
}

export function lastDayOf(month: string): string {
  const [year, m] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  const next = m === 12 ? `${year + 1}-01-01` : `${year}-${String(m + 1).padStart(2, '0')}-01`
  return dayOf(dayNumber(next) - 1)
}

/** The end of the month, or today where that comes earlier: beyond it nothing is known. */
export function lookedFrom(month: string, today: string): string {
  const end = month ? lastDayOf(month) : today
  return end < today ? end : today
}
