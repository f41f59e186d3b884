/* The answers of assessing, as the server's contract says them; the generated schema takes their place. */
import type { Finding, TableColumn } from '@/api/schema'

export interface SchemeRow {
  scheme: string
  /** counted from 1 in each scheme; a row is a version */
  version: number
  name_zh: string
  name_en: string
  /** in force from; empty: not published */
  from: string
  imported_at: string
  imported_by: string
  published_at: string
  published_by: string
  sha256: string
  audit: number
  sample: boolean
}

export interface SchemeTable {
  name: string
  columns: TableColumn[]
  rows: { [column: string]: unknown }[]
}

/** A function or a reader of the language of formulas. */
export interface SchemeWord {
  name: string
  arguments: string
  text: string
  example: string
  /** what its quotation marks may hold, where the scheme itself does not say; the contract does not have it yet */
  words?: ScoreName[]
}

export interface SchemeFull {
  scheme: string
  version: number
  name: string
  sample: boolean
  from: string
  tables: SchemeTable[]
  functions: SchemeWord[]
  readers: SchemeWord[]
}

export interface SchemeCheck {
  ok: boolean
  findings: Finding[]
}

export interface TryValue {
  unit: string
  name: string
  value: number | null
}

/** at and n count characters of the formula, at from 0; column is what people count, from 1. */
export interface TryFault {
  at: number
  n: number
  column: number
  text: string
}

export interface Try {
  ok: boolean
  unit: string
  values: TryValue[]
  faults: TryFault[]
}

export interface RunRow {
  run: number
  scheme: string
  version: number
  period: string
  /** first, correction */
  kind: string
  corrects: number | null
  appeal: number | null
  title: string
  /** empty: not shown */
  shown_from: string
  as_of: string
  until_submission: number
  lines: number
  sha256: string
  by: string
  at: string
  audit: number
}

export interface ScoreName {
  code: string
  name: string
}

export interface ScoreItem {
  item: string
  name: string
  group: string
  /** score, bonus, deduction */
  kind: string
  weight: number | null
  formula: string
  missing: string
  low: number | null
  high: number | null
  decimals: number | null
  source: string
}

export interface ScoreLine {
  item: string
  name: string
  group: string
  kind: string
  raw: number | null
  bounded: number | null
  points: number | null
  /** full points that count */
  weight: number | null
  factor: number | null
  /** scored missing_zero missing_none missing_last missing_spread exempt not_applied */
  state: string
  /** '', low, high */
  bound: string
  gate: string
}

export interface ScoreGroup {
  group: string
  name: string
  sum: number | null
  points: number | null
  gate: string
}

export interface ScoreUnit {
  unit: string
  /** area, department */
  kind: string
  name: string
  class: string
  total: number | null
  place: number | null
  of: number
  /** items that are unknown and outside the total */
  unknown: number
  /** codes separated by ; */
  lists: string
  gate: string
  total_before: number | null
  place_before: number | null
  items: ScoreLine[]
  groups: ScoreGroup[]
}

export interface Score {
  /** 0: computed now and not kept */
  run: number
  scheme: string
  version: number
  name: string
  period: string
  period_title: string
  as_of: string
  title: string
  shown_from: string
  sample: boolean
  before_run: number | null
  before_period: string
  classes: ScoreName[]
  groups: ScoreName[]
  items: ScoreItem[]
  lists: ScoreName[]
  /** their names; the contract does not have them yet */
  gates?: ScoreName[]
  units: ScoreUnit[]
}

export interface WhyStep {
  text: string
  depth: number
  value: number | null
  unit: string
  truth: boolean
  months_back: number
}

export interface ScoreEntry {
  entry: number
  unit: string
  name: string
  kind: string
  kind_name: string
  period: string
  value: number
  reason: string
  evidence: string
  replaces: number | null
  replaced: boolean
  by: string
  at: string
  audit: number
  sample: boolean
}

export interface WhyReading {
  reading: string
  period: string
  value: number | null
  unit: string
  name: string
  area: string
  indicator: string
  measure: string
  basis: string
  status: string
  submission: number | null
  file: string
  cell: string
  by: string
  received_at: string
  source: string
  sample: boolean
  entries: ScoreEntry[]
}

export interface WhyGate {
  gate: string
  name: string
  formula: string
  holds: boolean | null
  struck: boolean
  steps: WhyStep[]
}

export interface ScoreWhy extends Omit<ScoreLine, 'name'> {
  scheme: string
  version: number
  period: string
  unit: string
  unit_name: string
  item_name: string
  formula: string
  missing: string
  low: number | null
  high: number | null
  nominal_weight: number | null
  /** items, class, unit */
  weight_from: string
  exemption: string
  rule_source: string
  text: string
  steps: WhyStep[]
  readings: WhyReading[]
  gates: WhyGate[]
}

export interface WhatIf {
  item: string
  name: string
  reading: string
  value: number | null
  unit: string
  step: number
  gain: number | null
  total: number | null
  place: number | null
}

export interface Change {
  unit: string
  unit_name: string
  /** '': the total */
  item: string
  item_name: string
  before: number | null
  after: number | null
  place_before: number | null
  place_after: number | null
  cause: string
  cause_name: string
  what: string
  what_before: number | null
  what_after: number | null
  text_before: string
  text_after: string
  /** of the submission or the entry */
  number: number | null
}

export interface Appeal {
  appeal: number
  run: number
  unit: string
  unit_name: string
  item: string
  item_name: string
  text: string
  by: string
  at: string
  /** open, accepted, rejected */
  answer: string
  answer_name: string
  answer_text: string
  answered_by: string
  answered_at: string
  correction: number | null
}

export interface EntryKind {
  kind: string
  name: string
  unit: string
}

interface List<T> {
  total: number
  limit: number
  offset: number
  items: T[]
}

declare module '@/api/schema' {
  interface Answers {
    schemes: List<SchemeRow>
    'schemes/{scheme}': SchemeFull
    scores: List<RunRow>
    'scores/draft': Score
    'scores/{id}': Score
    'scores/{id}/why': ScoreWhy
    'scores/{id}/what-if': List<WhatIf>
    'scores/{id}/compare': List<Change>
    appeals: List<Appeal>
    entries: List<ScoreEntry>
    'entry-kinds': List<EntryKind>
  }
}
