/* Answers about meetings, tasks, supervision and notices, as the server gives them. */
export interface TaskRow {
  id: number
  title: string
  sentence: string
  state: string
  state_name: string
  lamp: string
  lamp_name: string
  lamp_why: string
  lead: string
  lead_name: string
  lead_kind: string
  /** codes separated by ; */
  supporting: string
  leader: string
  leader_name: string
  due_on: string
  first_due_on: string
  days_left: number | null
  late_days: number
  late_first_days: number
  urgency: string
  serves: string
  serves_code: string
  serves_name: string
  meeting: number
  meeting_title: string
  /** none, weekly:5, monthly:28 */
  rhythm: string
  measure: string
  registered_on: string
  issued_on: string
  accepted_on: string
  last_feedback_on: string
  asked_close_on: string
  closed_on: string
  slip: string
  extensions: number
  returns: number
  parent: number
  merged_into: number
  sample: boolean
}

export interface TaskUnit {
  kind: string
  code: string
  name: string
}

export interface TaskFile {
  name: string
  sha256: string
  bytes: number
}

export interface TaskEvent {
  id: number
  on: string
  at: string
  by: string
  verb: string
  verb_name: string
  party: string
  unit: string
  unit_name: string
  text: string
  date: string
  value: number | null
  value_unit: string
  files: TaskFile[]
  other: number
  /** numbers of the sub-tasks, separated by ; */
  parts: string
  rule: string
  rule_name: string
  colour: string
  base_on: string
  grace: number
  told: string
  audit: number
}

export interface LampReason {
  lamp: string
  lamp_name: string
  text: string
  rule: string
  memory: boolean
}

export interface TaskStep {
  verb: string
  name: string
  unit: string
  unit_name: string
  needs_text: boolean
}

export interface TaskEffectPoint {
  period: string
  title: string
  value: number | null
  growth: number | null
  since: boolean
  sample: boolean
}

export interface TaskEffect {
  indicator: string
  name: string
  unit: string
  decimals: number
  from_period: string
  from_title: string
  from_value: number | null
  from_growth: number | null
  to_period: string
  to_title: string
  to_value: number | null
  to_growth: number | null
  change_pp: number | null
  target: number | null
  target_measure: string
  points: TaskEffectPoint[]
  sample: boolean
}

export interface Task extends TaskRow {
  supporting_units: TaskUnit[]
  events: TaskEvent[]
  reasons: LampReason[]
  allowed: TaskStep[]
  parts: TaskRow[]
  effect: TaskEffect | null
  extension_asked: string
}

export interface TaskSpec {
  meeting?: number | null
  sentence_at?: number | null
  sentence?: string | null
  title: string
  serves?: string | null
  serves_code?: string | null
  lead: string
  supporting?: string | null
  leader?: string | null
  due_on: string
  measure?: string | null
  rhythm?: string | null
  urgency?: string | null
}

export interface TaskFileRef {
  name: string
  sha256: string
}

export interface StepWish {
  verb: string
  unit?: string | null
  text?: string | null
  date?: string | null
  value?: string | null
  value_unit?: string | null
  files?: TaskFileRef[] | null
  other?: number | null
  parts?: TaskSpec[] | null
}

export interface MeetingRow {
  id: number
  kind: string
  kind_name: string
  title: string
  period: string
  held_on: string
  decisions: number
  issued: number
  closed: number
  late: number
  changes: number
  by: string
  at: string
  sample: boolean
}

export interface Sentence {
  /** bytes of the minutes before it */
  at: number
  /** its bytes */
  n: number
  text: string
  likely: boolean
  lead: string
  lead_name: string
  due_on: string
  /** 0: no decision yet */
  task: number
}

export interface Meeting extends MeetingRow {
  agenda: string
  minutes: string
  sentences: Sentence[]
  tasks: TaskRow[]
}

export interface DecisionReceipt {
  stored: boolean
  tasks: number
  findings: import('@/api/schema').Finding[]
}

export interface SupervisionUnit {
  kind: string
  unit: string
  name: string
  open: number
  waiting: number
  closed: number
  closed_in_time: number
  in_time_pct: number | null
  late: number
  red: number
  yellow: number
  green: number
  average_days: number | null
  oldest_days: number
  slips_blue: number
  slips_yellow: number
  slips_orange: number
  slips_red: number
}

export interface StateCount {
  state: string
  name: string
  n: number
}

export interface AgeCount {
  days_from: number
  days_to: number | null
  n: number
}

export interface Supervision {
  as_of: string
  open: number
  waiting: number
  closed: number
  closed_in_time: number
  in_time_pct: number | null
  late: number
  red: number
  yellow: number
  green: number
  average_days: number | null
  units: SupervisionUnit[]
  leaders: SupervisionUnit[]
  states: StateCount[]
  ages: AgeCount[]
}

export interface Notice {
  id: number
  on: string
  at: string
  kind: string
  subject: string
  recipient_kind: string
  recipient: string
  recipient_name: string
  title: string
  text: string
  link: string
  urgent: boolean
  seen: boolean
}

interface List<T> {
  total: number
  limit: number
  offset: number
  items: T[]
}

declare module '@/api/schema' {
  interface Answers {
    tasks: List<TaskRow>
    'tasks/{id}': Task
    meetings: List<MeetingRow>
    'meetings/{id}': Meeting
    supervision: Supervision
    notices: List<Notice>
  }
}
