/* A decision as its form holds it, and as it is handed in. */
import { titleOf } from './minutes'
import type { Sentence, TaskRow, TaskSpec } from '@/pages/tasks/types'

export const SERVES = ['none', 'indicator', 'project', 'risk', 'request'] as const

export interface DecisionTyped {
  title: string
  serves: string
  serves_code: string
  lead: string
  supporting: string[]
  leader: string
  due_on: string
  measure: string
  rhythm_kind: 'none' | 'weekly' | 'monthly'
  rhythm_day: number
  urgency: string
}

const USUAL: DecisionTyped = {
  title: '',
  serves: 'none',
  serves_code: '',
  lead: '',
  supporting: [],
  leader: '',
  due_on: '',
  measure: '',
  rhythm_kind: 'monthly',
  rhythm_day: 28,
  urgency: 'normal',
}

export function fromSentence(s: Sentence | null): DecisionTyped {
  return s ? { ...USUAL, title: titleOf(s.text), lead: s.lead, due_on: s.due_on } : { ...USUAL }
}

export function fromTask(r: TaskRow): DecisionTyped {
  const m = /^(weekly|monthly):(\d+)$/.exec(r.rhythm)
  return {
    title: r.title,
    serves: r.serves,
    serves_code: r.serves_code,
    lead: r.lead,
    supporting: r.supporting.split(';').filter(Boolean),
    leader: r.leader,
    due_on: r.due_on,
    measure: r.measure,
    rhythm_kind: (m?.[1] as 'weekly' | 'monthly' | undefined) ?? 'none',
    rhythm_day: Number(m?.[2] ?? 28),
    urgency: r.urgency,
  }
}

export function specOf(
  d: DecisionTyped,
  from: { meeting: number; sentence_at: number | null; sentence: string },
): TaskSpec {
  return {
    ...(from.meeting ? { meeting: from.meeting } : {}),
    ...(from.sentence_at === null ? {} : { sentence_at: from.sentence_at }),
    ...(from.sentence ? { sentence: from.sentence } : {}),
    title: d.title.trim(),
    serves: d.serves,
    serves_code: d.serves === 'none' ? '' : d.serves_code.trim(),
    lead: d.lead,
    supporting: d.supporting.filter((u) => u !== d.lead).join(';'),
    leader: d.leader,
    due_on: d.due_on,
    measure: d.measure.trim(),
    rhythm: d.rhythm_kind === 'none' ? 'none' : `${d.rhythm_kind}:${d.rhythm_day}`,
    urgency: d.urgency,
  }
}

/** What is still wanting; '' nothing. */
export function wantingOf(d: DecisionTyped): '' | 'title' | 'lead' | 'due_on' | 'serves_code' {
  if (!d.title.trim()) return 'title'
  if (!d.lead) return 'lead'
  if (!d.due_on) return 'due_on'
  return d.serves !== 'none' && !d.serves_code.trim() ? 'serves_code' : ''
}
