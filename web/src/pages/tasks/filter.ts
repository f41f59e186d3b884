/* Which tasks are shown, as the address says it: a link shows another person the same list. What is in work is asked of
   the server; the rest is chosen from that here, so that each choice can say how many it would leave. */
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Asked } from '@/api/client'
import { ENDED } from './days'
import type { TaskRow } from './types'

export interface TaskFilter {
  /** '' in work, 'all' with those registered and ended */
  scope: '' | 'all'
  unit: string
  leader: string
  lamp: string
  state: string
  urgency: string
  meeting: string
  serves: string
  late: boolean
  mine: boolean
  q: string
}
export type Dimension = 'unit' | 'leader' | 'lamp' | 'state' | 'urgency' | 'meeting' | 'serves' | 'late'

const TEXTS = ['unit', 'leader', 'lamp', 'state', 'urgency', 'meeting', 'serves', 'q'] as const
const FLAGS = ['late', 'mine'] as const

function one(query: LocationQuery, name: string): string {
  const x = query[name]
  return (Array.isArray(x) ? x[0] : x) ?? ''
}

export function filterOf(query: LocationQuery): TaskFilter {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, one(query, name)]))
  const flags = Object.fromEntries(FLAGS.map((name) => [name, one(query, name) === 'yes']))
  return { ...texts, ...flags, scope: one(query, 'scope') === 'all' ? 'all' : '' } as TaskFilter
}

/** Of a filter, for the address; undefined takes a name out of it. */
export function queryOf(f: Partial<TaskFilter>): LocationQueryRaw {
  return Object.fromEntries(
    Object.entries(f).map(([name, value]) => [
      name,
      value === true ? 'yes' : value === false ? undefined : value || undefined,
    ]),
  )
}

/** States that are not in work are not among those that are: they widen what is asked for. */
const inWork = (f: TaskFilter): boolean => f.scope === '' && f.state !== 'registered' && !ENDED.includes(f.state)

/** What the server is asked for: all that the choices choose from. */
export function askedFirst(f: TaskFilter): Asked {
  return { open: inWork(f) ? 'yes' : undefined, mine: f.mine ? 'yes' : undefined, limit: 10000 }
}

/** The same list as a question of its own, for a file. */
export function askedWhole(f: TaskFilter): Asked {
  const { scope: _, late, mine: __, ...rest } = f
  return { ...rest, ...askedFirst(f), limit: undefined, late: late ? 'yes' : undefined }
}

export const unitsOf = (r: TaskRow): string[] => [r.lead, ...r.supporting.split(';').filter(Boolean)]

const VALUES: { [d in Dimension]: (r: TaskRow) => string[] } = {
  unit: unitsOf,
  leader: (r) => [r.leader],
  lamp: (r) => [r.lamp],
  state: (r) => [r.state],
  urgency: (r) => [r.urgency],
  meeting: (r) => [r.meeting ? String(r.meeting) : ''],
  serves: (r) => [r.serves],
  late: (r) => [r.late_days > 0 && !ENDED.includes(r.state) ? 'yes' : ''],
}
const wantedOf = (f: TaskFilter, d: Dimension): string => (d === 'late' ? (f.late ? 'yes' : '') : f[d])

/** Does the row fit? Leaving one dimension out tells what its other choices would give. */
export function fits(r: TaskRow, f: TaskFilter, but?: Dimension): boolean {
  const text = f.q.trim().toLowerCase()
  if (text && !`${r.id} ${r.title} ${r.sentence}`.toLowerCase().includes(text)) return false
  return (Object.keys(VALUES) as Dimension[]).every((d) => {
    const wanted = wantedOf(f, d)
    return d === but || !wanted || VALUES[d](r).includes(wanted)
  })
}

/** How many rows each choice of a dimension would leave, the other choices being as they are. */
export function counted(rows: readonly TaskRow[], f: TaskFilter, d: Dimension): Map<string, number> {
  const n = new Map<string, number>()
  for (const r of rows)
    if (fits(r, f, d)) for (const value of new Set(VALUES[d](r))) if (value) n.set(value, (n.get(value) ?? 0) + 1)
  return n
}

export const isNarrowed = (f: TaskFilter): boolean =>
  Object.entries(f).some(([name, value]) => name !== 'scope' && name !== 'mine' && Boolean(value))
