/* The scale and the bars of schedules: days in, pixels out. */
import { dayNumber, dayOf } from '@/pages/tasks/days'
import type { Lang } from '@/i18n'
import type { ProjectRow, ProjectStage } from './types'

export type Zoom = 'all' | 'year' | 'quarter'
export interface Tick {
  x: number
  name: string
  /** of a year: a stronger line */
  strong: boolean
}
export interface Scale {
  first: number
  last: number
  width: number
  at: (day: string) => number
  ticks: Tick[]
}

/** Pixels of a year. */
const YEAR = { year: 220, quarter: 560 }
const LEAST = 320

const startOf = (year: number, month: number): number =>
  dayNumber(`${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`)

/** From the quarter of the first day to the end of that of the last; `room` is what there is to be seen at once. */
export function scaleOf(days: readonly string[], zoom: Zoom, room: number, lang: Lang): Scale {
  const numbers = days.map(dayNumber).filter((n) => Number.isFinite(n))
  const low = dayOf(numbers.length ? Math.min(...numbers) : dayNumber('2021-01-01'))
  const high = dayOf(numbers.length ? Math.max(...numbers) : dayNumber('2021-12-31'))
  const quarter = (day: string): number => Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3)
  const [q0, q1] = [quarter(low), quarter(high) + 1]
  const edge = (q: number): number => startOf(Math.floor(q / 4), (q % 4) * 3)
  const [first, last] = [edge(q0), edge(q1)]
  const years = (last - first) / 365.25
  const width = Math.round(Math.max(LEAST, zoom === 'all' ? room : Math.max(room, years * YEAR[zoom])))
  const x = (n: number): number => Math.round(((n - first) / (last - first)) * width * 10) / 10
  const quarterPx = width / (q1 - q0)
  const step = quarterPx >= 44 ? 1 : quarterPx >= 22 ? 2 : 4
  const ticks: Tick[] = []
  for (let q = q0; q < q1; q++) {
    const strong = q % 4 === 0
    if (q % step !== 0 && q !== q0) continue
    const year = Math.floor(q / 4)
    /* The first quarter names its year, unless the year's own name follows too closely. */
    const crowded = q === q0 && !strong && ((4 - (q % 4)) * quarterPx < 56 || step === 4)
    const name = strong || q === q0 ? yearName(year, lang) : lang === 'zh' ? `${(q % 4) + 1}季` : `Q${(q % 4) + 1}`
    ticks.push({ x: x(edge(q)), name: crowded ? '' : name, strong })
  }
  return { first, last, width, at: (day) => Math.max(0, Math.min(width, x(dayNumber(day)))), ticks }
}

const yearName = (year: number, lang: Lang): string => (lang === 'zh' ? `${year}年` : String(year))

export interface GanttBar {
  kind: 'planned' | 'actual' | 'forecast'
  from: string
  to: string
}
export interface GanttRow {
  code: string
  name: string
  bars: GanttBar[]
  /** single days: when a stage was, or is to be, reached */
  points: { kind: GanttBar['kind']; day: string }[]
  critical: boolean
  note: string
  said: string
}

const earliest = (...days: string[]): string => days.filter(Boolean).sort()[0] ?? ''
const next = (day: string): string => dayOf(dayNumber(day) + 1)

/** One project from start to completion: by plan, what was, and what is foreseen after `today`. */
export function barsOfProject(r: ProjectRow, today: string): GanttBar[] {
  const bars: GanttBar[] = []
  if (r.planned_start && r.planned_end) bars.push({ kind: 'planned', from: r.planned_start, to: r.planned_end })
  const until = earliest(r.end, today)
  if (r.start && r.start <= until) bars.push({ kind: 'actual', from: r.start, to: until })
  if (!r.end && r.end_forecast > today)
    bars.push({
      kind: 'forecast',
      from: r.start ? next(today) : r.planned_start > today ? r.planned_start : next(today),
      to: r.end_forecast,
    })
  return bars
}

/** A stage lasts, by plan, `duration` days up to its date; what is not reached is expected at `early`. */
export function rowOfStage(s: ProjectStage): Pick<GanttRow, 'bars' | 'points'> {
  const back = (day: string): string => dayOf(dayNumber(day) - Math.max(0, s.duration ?? 0))
  const bars: GanttBar[] = []
  const points: GanttRow['points'] = []
  const add = (kind: GanttBar['kind'], day: string): void => {
    if (!day) return
    if ((s.duration ?? 0) > 0) bars.push({ kind, from: back(day), to: day })
    points.push({ kind, day })
  }
  add('planned', s.planned)
  if (s.actual) add('actual', s.actual)
  else add('forecast', s.early || s.forecast)
  return { bars, points }
}

export const daysOf = (rows: readonly Pick<GanttRow, 'bars' | 'points'>[]): string[] =>
  rows.flatMap((r) => [...r.bars.flatMap((b) => [b.from, b.to]), ...r.points.map((p) => p.day)])

/** Days later than planned; null while one of the two is not known. */
export function daysLate(planned: string, expected: string): number | null {
  const n = dayNumber(expected) - dayNumber(planned)
  return Number.isFinite(n) ? n : null
}
