/* Tasks put in order and in groups: what is most urgent first, columns by state, boxes by unit or leader. */
import { ENDED } from './days'
import type { TaskRow } from './types'

const LAMPS = ['red', 'yellow', 'green', 'none']

/** Ended ones last; then red first, the latest first, the nearest date first. */
export function byUrgency(rows: readonly TaskRow[]): TaskRow[] {
  const rank = (r: TaskRow): number => (ENDED.includes(r.state) ? 9 : LAMPS.indexOf(r.lamp))
  return [...rows].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      b.late_days - a.late_days ||
      Number(b.urgency === 'urgent') - Number(a.urgency === 'urgent') ||
      a.due_on.localeCompare(b.due_on) ||
      a.id - b.id,
  )
}

export const STAGES = [
  { key: 'registered', states: ['registered'] },
  { key: 'waiting', states: ['issued', 'declined'] },
  { key: 'working', states: ['accepted', 'underway', 'returned'] },
  { key: 'proving', states: ['closing', 'verified'] },
  { key: 'ended', states: ['closed', 'withdrawn', 'merged'] },
] as const
export type Stage = (typeof STAGES)[number]['key']

export interface Column {
  key: Stage
  rows: TaskRow[]
}

/** The columns of the board; those of what is not in work only where there is something in them. */
export function columnsOf(rows: readonly TaskRow[]): Column[] {
  return STAGES.map(({ key, states }) => ({
    key,
    rows: byUrgency(rows.filter((r) => (states as readonly string[]).includes(r.state))),
  })).filter((c) => c.rows.length > 0 || !['registered', 'ended'].includes(c.key))
}

export interface Group {
  code: string
  name: string
  rows: TaskRow[]
  late: number
  red: number
}

/** One box for each lead unit, or leader; those with most that is late first. */
export function groupsOf(rows: readonly TaskRow[], by: 'lead' | 'leader'): Group[] {
  const map = new Map<string, Group>()
  for (const r of rows) {
    const code = r[by]
    const g = map.get(code) ?? { code, name: by === 'lead' ? r.lead_name : r.leader_name, rows: [], late: 0, red: 0 }
    g.rows.push(r)
    if (!ENDED.includes(r.state)) {
      g.late += Number(r.late_days > 0)
      g.red += Number(r.lamp === 'red')
    }
    map.set(code, g)
  }
  return [...map.values()]
    .map((g) => ({ ...g, rows: byUrgency(g.rows) }))
    .sort(
      (a, b) =>
        b.red - a.red || b.late - a.late || b.rows.length - a.rows.length || a.name.localeCompare(b.name, 'zh-CN'),
    )
}
