/* Answers about projects, investment, the barometer and the tree of drivers, as the server gives them. Money in 万元,
   days such as 2021-11-05 ('' none), unknown numbers null. */
import type { Quantile } from '@/api/schema'

export type Num = number | null
export interface List<R> {
  total: number
  limit: number
  offset: number
  items: R[]
}
export type Facts = { [name: string]: string }

export interface ProjectRow {
  code: string
  name: string
  class: string
  class_name: string
  area: string
  area_name: string
  department: string
  department_name: string
  leader: string
  leader_name: string
  owner: string
  owner_kind: string
  total: Num
  to_date: Num
  plan_year: Num
  plan_done: Num
  done: Num
  entered: Num
  done_pct: Num
  ahead_pp: Num
  ahead_own_pp: Num
  stage: string
  stage_name: string
  planned_start: string
  start: string
  entry: string
  planned_end: string
  end: string
  start_months_late: Num
  reported: string
  lamp: string
  lamp_name: string
  reasons: string
  sample: boolean
  year_end: Num
  year_end_low80: Num
  year_end_high80: Num
  plan_probability: Num
  end_forecast: string
  end_by_plan_probability: Num
}

export interface ProjectLight {
  rule: string
  lamp: string
  lamp_name: string
  counts: boolean
  value: Num
  made_good: boolean
  reason: string
  rule_source: string
}
export interface ProjectMonth {
  month: string
  plan: Num
  done: Num
  entered: Num
  plan_to_date: Num
  done_to_date: Num
  entered_to_date: Num
  reported: boolean
}
export interface ProjectStage {
  stage: string
  name: string
  planned: string
  forecast: string
  actual: string
  duration: Num
  early: string
  late: string
  slack: Num
  delay: Num
  done: boolean
  critical: boolean
  probability_by_plan: Num
}
export interface ProjectDifficulty {
  difficulty: string
  unit: string
  unit_name: string
  clear_by: string
  overdue: boolean
}
export interface ProjectReport {
  month: string
  invested: string
  to_date: string
  entered: string
  progress: string
  picture: string
  funds_due: string
  funds_in: string
  difficulty: string
  difficulty_unit: string
  clear_by: string
  reason: string
  source: string
  known_on: string
  by: string
  file: string
  row: number
  submission: number
}
export interface ProjectVersion {
  known_on: string
  year: string
  total: string
  reason: string
  by: string
  at: string
  file: string
  row: number
  submission: number
}
export interface EarnedValue {
  budget: Num
  planned: Num
  earned: Num
  spent: Num
  schedule_variance: Num
  cost_variance: Num
  spi: Num
  cpi: Num
  at_completion: Num
  to_complete: Num
  tcpi: Num
}
export interface ProjectForecast {
  year_end: Num
  low80: Num
  high80: Num
  low95: Num
  high95: Num
  plan_probability: Num
  quantiles: Quantile[]
  method: string
  cases: number
  end_median: string
  end_low80: string
  end_high80: string
  end_by_plan_probability: Num
}
export interface Project {
  month: string
  project: ProjectRow
  register: Facts[]
  lights: ProjectLight[]
  curve: ProjectMonth[]
  stages: ProjectStage[]
  planned_end: string
  early_end: string
  delay_days: number
  difficulties: ProjectDifficulty[]
  reports: ProjectReport[]
  versions: ProjectVersion[]
  earned_value: EarnedValue[]
  forecast: ProjectForecast | null
}

/** What an owner reports of a month; figures as they were typed. */
export interface ReportWish {
  month: string
  done: string
  to_date?: string
  entered?: string
  progress?: string
  picture?: string
  stages?: { stage: string; actual?: string; forecast?: string }[]
  difficulties?: { difficulty: string; unit: string; clear_by: string }[]
  reason?: string
}

export interface LeagueProjects {
  place: Num
  of: Num
  code: string
  name: string
  n: number
  total: Num
  plan_year: Num
  done: Num
  entered: Num
  done_pct: Num
  ahead_pp: Num
  ahead_own_pp: Num
  started: number
  new: number
  new_started: number
  start_pct: Num
  end_pct: Num
  entry_pct: Num
  green: number
  yellow: number
  red: number
  lamp: string
  lamp_name: string
  reasons: string
  sample: number
}
export interface ListedProject {
  list: string
  scope: string
  code: string
  name: string
  rule: string
  reason: string
  sample: boolean
}
export interface Batch {
  batch: string
  name: string
  date: string
  group: string
  group_name: string
  n: Num
  total: Num
  planned_year: Num
  status: string
  source: string
}
export interface StageRow {
  class: string
  stage: string
  name_zh: string
  name_en: string
  order: string
  kind: string
}

export interface InvestIndicator {
  indicator: string
  name: string
  n: number
  plan_year: Num
  done: Num
  entered: Num
  figure: Num
  figure_sample: boolean | null
  rest: Num
  target: Num
  needed: Num
  in_reach: Num
}
export interface InvestStage {
  stage: string
  name: string
  n: number
  total: Num
  plan_year: Num
  done: Num
  entered: Num
}
export interface InvestCandidate {
  code: string
  name: string
  how: string
  how_name: string
  amount: Num
  running: Num
  indicators: string
  sample: boolean
}
export interface InvestTotal extends Partial<ProjectForecast> {
  year_end: Num
  low80: Num
  high80: Num
  plan: Num
  plan_probability: Num
  worst: { code: string; name: string; shortfall: Num }[]
}
export interface InvestMonth {
  month: string
  plan: Num
  done: Num
  entered: Num
}
export interface Invest {
  month: string
  indicators: InvestIndicator[]
  months: InvestMonth[]
  pipeline: InvestStage[]
  candidates: InvestCandidate[]
  total: InvestTotal | null
}

export interface BarometerPart {
  indicator: string
  name: string
  measure: string
  direction: string
  weight_pct: Num
  value: Num
  z: Num
  points: Num
  known_months: number
  lead: string
  source: string
  sample: boolean
}
export interface BarometerMonth {
  period: string
  index: Num
  share_pct: Num
  target: Num
}
export interface BarometerBand {
  code: string
  name: string
  at_least: Num
}
export interface Barometer {
  barometer: string
  name: string
  area: string
  period: string
  target: string
  target_name: string
  target_measure: string
  window: number
  index: Num
  index_before: Num
  band: string
  band_name: string
  sample: boolean
  record: {
    lead_months: Num
    correlation: Num
    correlation_same_month: Num
    pairs: number
    call_months: number
    calls: number
    hit_rate: Num
    hit_rate_base: Num
    turns: number
    turns_right: number
  }
  parts: BarometerPart[]
  months: BarometerMonth[]
  /** Where each band begins, lowest first; the lowest begins nowhere. */
  bands?: BarometerBand[]
  /** All that the city has. */
  barometers?: { code: string; name: string }[]
}

export interface DriverRow {
  tree: string
  node: string
  parent: string
  depth: number
  name: string
  share_pct: Num
  share_status: string
  growth: Num
  growth_status: string
  points: Num
  residual: Num
  unknown_parts: number
  sample: boolean
  what_if_growth: Num
  what_if_points: Num
  what_if_residual: Num
  change: Num
  what_if: boolean
}
export interface DriverLink {
  driver: string
  name: string
  node: string
  growth: Num
  growth_status: string
  elasticity: Num
  elasticity_source: string
  own_moves: Num
}
export interface TornadoBar {
  code: string
  name: string
  kind: string
  step: Num
  low: Num
  high: Num
  swing: Num
}
export interface FallRow {
  node: string
  parent: string
  name: string
  from: string
  to: string
  before: Num
  after: Num
  change: Num
  by_weight: Num
  by_growth: Num
  residual: Num
}
export interface Drivers {
  tree: string
  area: string
  area_name: string
  period: string
  year_end: boolean
  sample: boolean
  what_if: boolean
  notice: string
  lost_changes: number
  changes: string[]
  rows: DriverRow[]
  drivers: DriverLink[]
  tornado: TornadoBar[]
  waterfall: FallRow[]
  solved: {
    code: string
    name: string
    goal: number
    growth: Num
    needed: Num
    reached: Num
    slope: Num
  } | null
  saved: Scenario[]
}
export interface Scenario {
  id: number
  name: string
  tree: string
  area: string
  period: string
  year_end: boolean
  as_of: string
  changes: string
  growth: Num
  what_if_growth: Num
  note: string
  by: string
  at: string
  audit_seq: number
  sample: boolean
}
export interface ScenarioNode {
  node: string
  scenario: string
  period: string
  share_pct: Num
  growth: Num
  what_if_growth: Num
  change: Num
  what_if_points: Num
  what_if_residual: Num
  sample: boolean
}

declare module '@/api/schema' {
  interface Answers {
    projects: List<ProjectRow>
    'projects/{code}': Project
    'projects/league': List<LeagueProjects>
    'projects/lists': List<ListedProject>
    'projects/batches': List<Batch>
    stages: List<StageRow>
    invest: Invest
    barometer: Barometer
    drivers: Drivers
    scenarios: List<Scenario>
    'scenarios/compare': List<ScenarioNode>
  }
}
