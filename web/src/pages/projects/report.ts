/* A month's report as it is typed: what is asked back at once, and what is handed in. The server checks again. */
import { known, type Maybe } from '@/format/number'
import { typed } from '@/grid/figure'
import { monthIndex, periodOf } from '@/format/period'
import type { Project, ReportWish } from './types'

export interface StageTyped {
  stage: string
  kind: 'actual' | 'forecast'
  day: string
}
export interface DifficultyTyped {
  difficulty: string
  unit: string
  clear_by: string
}
export interface ReportTyped {
  month: string
  done: string
  to_date: string
  entered: string
  progress: string
  reason: string
  stages: StageTyped[]
  difficulties: DifficultyTyped[]
}

export interface Before {
  /** the last month reported before, '' none */
  month: string
  /** to date then, 万元; 0 before the first report */
  to_date: number
  again: boolean
  gap: boolean
}

/** What was on record before a month: the last report of an earlier one. */
export function beforeOf(p: Pick<Project, 'reports'>, month: string): Before {
  const last = [...p.reports]
    .filter((r) => r.month < month)
    .sort((a, b) => a.month.localeCompare(b.month))
    .pop()
  return {
    month: last?.month ?? '',
    to_date: last ? Number(last.to_date) || 0 : 0,
    again: p.reports.some((r) => r.month === month),
    gap: Boolean(last) && monthIndex(month) - monthIndex(last!.month) > 1,
  }
}

/** The month after the last reported one. */
export function nextMonth(p: Pick<Project, 'reports' | 'month'>): string {
  const last = p.reports.reduce((x, r) => (r.month > x ? r.month : x), '')
  return last ? periodOf(monthIndex(last) + 1) : p.month
}

export type Doubt =
  | 'month'
  | 'done.empty'
  | 'progress.empty'
  | 'done.wrong'
  | 'to_date.wrong'
  | 'entered.wrong'
  | 'sum'
  | 'above_total'
  | 'again'
  | 'gap'
  | 'month_above_sum'
  | 'negative'
  | 'entered_above'
  | 'stage.day'
  | 'stage.future'
  | 'difficulty'

const EPS = 0.005

export const toDateOf = (typedText: string, before: Before, done: Maybe): Maybe => {
  const x = typed(typedText)
  return x.kind === 'number' ? x.value : known(done) ? before.to_date + done : null
}

/** All that is to be said of it. Those in `NEEDS_REASON` pass once a reason is given; those in `ASKED` are only asked. */
export const NEEDS_REASON: readonly Doubt[] = ['sum', 'above_total', 'again', 'gap', 'month_above_sum']
export const ASKED: readonly Doubt[] = ['negative', 'entered_above']
/** Nobody has come to them yet while typing: said once handing in was tried. */
export const LATER: readonly Doubt[] = ['done.empty', 'progress.empty']

export function doubtsOf(f: ReportTyped, before: Before, total: Maybe, last: string): Doubt[] {
  const found: Doubt[] = []
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(f.month)) found.push('month')
  const done = typed(f.done)
  const sum = typed(f.to_date)
  const entered = typed(f.entered)
  if (done.kind === 'empty') found.push('done.empty')
  if (done.kind === 'wrong') found.push('done.wrong')
  if (sum.kind === 'wrong') found.push('to_date.wrong')
  if (entered.kind === 'wrong') found.push('entered.wrong')
  if (before.again) found.push('again')
  if (before.gap) found.push('gap')
  if (done.kind === 'number') {
    const to = toDateOf(f.to_date, before, done.value)!
    if (Math.abs(before.to_date + done.value - to) > EPS) found.push('sum')
    if (known(total) && to > total + EPS) found.push('above_total')
    if (done.value > to + EPS) found.push('month_above_sum')
    if (done.value < 0) found.push('negative')
    if (entered.kind === 'number' && entered.value > to + EPS) found.push('entered_above')
  }
  if (!f.progress.trim()) found.push('progress.empty')
  if (f.stages.some((s) => s.stage && !s.day)) found.push('stage.day')
  if (f.stages.some((s) => s.stage && s.kind === 'actual' && s.day > last)) found.push('stage.future')
  if (f.difficulties.some((d) => d.difficulty.trim() && (!d.unit || !d.clear_by))) found.push('difficulty')
  return found
}

/** Those that stand in the way; a reason takes some of them out of it. */
export function standing(doubts: readonly Doubt[], reason: string): Doubt[] {
  return doubts.filter((d) => !ASKED.includes(d) && !(reason.trim() && NEEDS_REASON.includes(d)))
}

export function wishOf(f: ReportTyped, picture: string): ReportWish {
  const text = (raw: string): string => {
    const x = typed(raw)
    return x.kind === 'number' ? x.text : ''
  }
  const given = (name: keyof ReportWish, value: string): Partial<ReportWish> => (value ? { [name]: value } : {})
  const stages = f.stages.filter((s) => s.stage && s.day).map((s) => ({ stage: s.stage, [s.kind]: s.day }))
  const difficulties = f.difficulties
    .filter((d) => d.difficulty.trim())
    .map((d) => ({ ...d, difficulty: d.difficulty.trim() }))
  return {
    month: f.month,
    done: text(f.done),
    ...given('to_date', text(f.to_date)),
    ...given('entered', text(f.entered)),
    progress: f.progress.trim(),
    ...given('picture', picture),
    ...(stages.length ? { stages } : {}),
    ...(difficulties.length ? { difficulties } : {}),
    ...given('reason', f.reason.trim()),
  }
}
