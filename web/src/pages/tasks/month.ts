/* A month as whole weeks from Monday, and moving about in it by keys. */
import { dayNumber, dayOf, weekday } from './days'
import type { TaskRow } from './types'

export interface MonthDay {
  day: string
  within: boolean
}

export const monthOf = (day: string): string => day.slice(0, 7)

export function monthBy(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

const lastDay = (month: string): number => dayNumber(monthBy(month, 1) + '-01') - dayNumber(month + '-01')

export function weeksOf(month: string): MonthDay[][] {
  const first = month + '-01'
  const start = dayNumber(first) - weekday(first) + 1
  const weeks = Math.ceil((weekday(first) - 1 + lastDay(month)) / 7)
  return Array.from({ length: weeks }, (_, w) =>
    Array.from({ length: 7 }, (_, d) => {
      const day = dayOf(start + w * 7 + d)
      return { day, within: monthOf(day) === month }
    }),
  )
}

/** Where a key leads from a day; null of other keys. */
export function dayMoved(day: string, key: string): string | null {
  const by: { [key: string]: number } = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: 1 - weekday(day),
    End: 7 - weekday(day),
  }
  if (key in by) return dayOf(dayNumber(day) + by[key]!)
  if (key !== 'PageUp' && key !== 'PageDown') return null
  const month = monthBy(monthOf(day), key === 'PageUp' ? -1 : 1)
  return `${month}-${String(Math.min(Number(day.slice(8)), lastDay(month))).padStart(2, '0')}`
}

export function byDay(rows: readonly TaskRow[]): Map<string, TaskRow[]> {
  const map = new Map<string, TaskRow[]>()
  for (const r of rows) map.set(r.due_on, [...(map.get(r.due_on) ?? []), r])
  return map
}

/** The month to open with: this one, or that of the due date nearest to today where this one has none. */
export function firstMonth(rows: readonly TaskRow[], today: string): string {
  const days = rows.map((r) => r.due_on).filter(Boolean)
  if (!days.length || days.some((d) => monthOf(d) === monthOf(today))) return monthOf(today)
  const far = (d: string): number => Math.abs(dayNumber(d) - dayNumber(today))
  return monthOf(days.reduce((a, b) => (far(b) < far(a) ? b : a)))
}
