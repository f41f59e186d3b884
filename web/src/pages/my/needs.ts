/* What needs me today, each matter once under its most pressing reason, with its one next step. */
import { ENDED } from '@/pages/tasks/days'
import { byUrgency } from '@/pages/tasks/group'
import type { TaskRow } from '@/pages/tasks/types'

/** Was progress owed by the rhythm and not given? The day on which it was owed; '' no. */
export function feedbackOwed(r: TaskRow, on: string): string {
  const may = ['accepted', 'underway', 'returned'].includes(r.state)
  return may && r.feedback_due_on && r.feedback_due_on < on ? r.feedback_due_on : ''
}

export const NEEDS = ['accept', 'returned', 'late', 'owed', 'near', 'proving', 'other'] as const
export type Need = (typeof NEEDS)[number]

export interface Needing {
  row: TaskRow
  verb: string
  owed: string
}

const NEAR_DAYS = 7

/** Of a unit that leads or helps. */
function unitNeed(r: TaskRow, on: string): [Need, string] {
  if (r.state === 'issued') return ['accept', 'accept']
  if (r.state === 'returned') return ['returned', 'feedback']
  if (r.state === 'closing' || r.state === 'verified' || r.state === 'declined') return ['other', '']
  if (r.late_days > 0) return ['late', 'ask_close']
  if (feedbackOwed(r, on)) return ['owed', 'feedback']
  if (r.days_left !== null && r.days_left <= NEAR_DAYS) return ['near', 'ask_close']
  return ['other', 'feedback']
}

/** Of the office: what waits for it, then what it should press for. */
function officeNeed(r: TaskRow): [Need, string] {
  if (r.state === 'closing') return ['proving', 'verify']
  if (r.state === 'verified') return ['proving', 'close']
  if (r.state === 'declined') return ['returned', 'amend']
  if (r.late_days > 0) return ['late', '']
  return ['other', '']
}

export function needsOf(rows: readonly TaskRow[], on: string, office: boolean): Map<Need, Needing[]> {
  const map = new Map<Need, Needing[]>()
  for (const row of byUrgency(rows)) {
    if (ENDED.includes(row.state) || row.state === 'registered') continue
    const [need, verb] = office ? officeNeed(row) : unitNeed(row, on)
    map.set(need, [...(map.get(need) ?? []), { row, verb, owed: need === 'owed' ? feedbackOwed(row, on) : '' }])
  }
  return new Map(NEEDS.flatMap((n) => (map.has(n) ? [[n, map.get(n)!] as const] : [])))
}
