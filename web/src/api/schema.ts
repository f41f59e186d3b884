/* Made by tools/web_types from /api/openapi.json; not to be changed by hand. */

export interface Problem {
  /** kind of the problem, a reference to its description */
  type: string
  /** name of the kind */
  title: string
  /** HTTP status */
  status: number
  /** what is wrong and what to do */
  detail: string
  /** number of this request */
  instance: string
}

export interface City {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** Chinese name */
  name_zh: string
  /** English name */
  name_en: string
  /** peer set that ranks are taken in */
  peer_set: string
  /** number of areas */
  areas: number
  /** number of indicators */
  indicators: number
  /** number of the last submission: the version of the data */
  submission: number
  /** number of the entry of the audit chain */
  audit: number
  /** sample figures are in it */
  sample: boolean
  /** the latest period */
  latest_period: string
  /** periods with cumulative figures */
  periods: string[]
}

export interface Area {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** Chinese name */
  name_zh: string
  /** English name */
  name_en: string
  /** kind */
  kind: string
  /** code of the area above */
  parent: string
  /** from this day */
  valid_from: string
  /** to this day */
  valid_to: string
}

export interface Indicator {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** Chinese name */
  name_zh: string
  /** English name */
  name_en: string
  /** group */
  group: string
  /** unit */
  unit: string
  /** kind */
  kind: string
  /** day, month, quarter or year */
  frequency: string
  /** bases of publication, separated by semicolons */
  bases: string
  /** up: more is better; down: less is better */
  direction: string
  /** decimals as published */
  decimals: number
  /** code of the department that answers for it */
  department: string
  /** department that answers for it */
  department_name: string
  /** code of the total that it is part of */
  part_of: string
  /** growth at comparable prices, at current prices, or in points */
  growth_at: string
  /** counted by town */
  towns: boolean
}

export interface CardRow {
  /** group */
  group: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
  /** code of the area */
  area: string
  /** the period, such as 2021-06 */
  period: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** the value, in the unit */
  value: number | null
  /** growth on the year, % */
  growth: number | null
  /** published, or computed from values */
  growth_source: string
  /** change of growth on the period before, points */
  growth_change: number | null
  /** average growth of two years, % */
  growth_average2: number | null
  /** of the month or quarter alone */
  month: number | null
  /** growth of the month or quarter alone, % */
  month_growth: number | null
  /** what the target is about: value, yoy or rank */
  target_measure: string
  /** target of the year */
  target: number | null
  /** published or sample */
  target_status: string
  /** share of the target that is done, % */
  completion_pct: number | null
  /** share of the year that has passed, % */
  time_pct: number | null
  /** what the light compares: points or places ahead of schedule */
  lead: number | null
  /** green, yellow or red; empty: not judged */
  light: string
  /** place among peers */
  rank: number | null
  /** number of peers that are known */
  rank_of: number | null
  /** published or computed */
  rank_source: string
  /** places gained since the period before; negative: lost */
  rank_move: number | null
  /** points behind the next better place */
  behind_next: number | null
  /** what is left to the target, in the unit */
  rest_amount: number | null
  /** growth that the remaining months must bring, lower bound, % */
  rest_growth_low: number | null
  /** the same, upper bound, % */
  rest_growth_high: number | null
  /** past years that reached it */
  rest_reached: number | null
  /** past years that are known */
  rest_years: number | null
  /** forecast of the year's end */
  year_end: number | null
  /** lower bound of the 80 % range */
  year_end_low80: number | null
  /** upper bound of the 80 % range */
  year_end_high80: number | null
  /** how it was foreseen */
  year_end_method: string
  /** forecast of the year's growth, % */
  year_end_growth: number | null
  /** lower bound of its 80 % range */
  year_end_growth_low80: number | null
  /** upper bound of its 80 % range */
  year_end_growth_high80: number | null
  /** how the growth was foreseen */
  year_end_growth_method: string
  /** the department's own forecast of the year */
  department_year_end: number | null
  /** the department's own forecast of growth, % */
  department_year_end_growth: number | null
  /** probability of meeting the target, 0 to 1 */
  target_probability: number | null
  /** code of the word for the probability */
  judgement: string
  /** status of the value */
  value_status: string
  /** status of the growth */
  growth_status: string
  /** some number rests on sample figures */
  uses_sample: boolean
}

export interface ContributionPart {
  /** code of the indicator */
  indicator: string
  /** code of the area */
  area: string
  /** name in the language asked for */
  name: string
  /** share in the base year, % */
  share_pct: number
  /** growth on the year, % */
  growth: number
  /** contribution, points */
  points: number
  /** the base year follows from this year and its growth */
  base_derived: boolean
  /** sample figures are in it */
  sample: boolean
}

export interface Contribution {
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** by area or by sector */
  by: string
  /** growth on the year, % */
  growth: number
  /** residual, points */
  residual: number
  /** parts that are not known */
  unknown_parts: number
  /** sample figures are in it */
  sample: boolean
  /** the parts */
  parts: ContributionPart[]
}

export interface Card {
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** the period, such as 2021-06 */
  period: string
  /** the period as people write it */
  period_title: string
  /** the judgement in a sentence */
  sentence: string
  /** sample figures are in it */
  sample: boolean
  /** indicators with a target */
  targets: number
  /** of them green */
  green: number
  /** of them yellow */
  yellow: number
  /** of them red */
  red: number
  /** of them not judged */
  unjudged: number
  /** the rows */
  rows: CardRow[]
  /** codes of what is off course, red first */
  off_course: string[]
  /** codes of what is due and unknown */
  missing: string[]
  /** contributions to growth */
  contributions: Contribution[]
}

export interface Quantile {
  /** probability */
  p: number
  /** the value, in the unit */
  value: number
}

export interface Outcome {
  /** the method */
  method: string
  /** the middle */
  mid: number
  /** lower bound of the 80 % range */
  low80: number | null
  /** upper bound of the 80 % range */
  high80: number | null
  /** lower bound of the 95 % range */
  low95: number | null
  /** upper bound of the 95 % range */
  high95: number | null
  /** whole years of data behind it */
  years: number
  /** sample figures are in it */
  sample: boolean
  /** quantiles, for a fan */
  quantiles: Quantile[]
}

export interface Target {
  /** the year */
  year: number
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** at_least or at_most */
  relation: string
  /** the value, in the unit */
  value: number
  /** a binding target */
  binding: boolean
  /** sample figures are in it */
  sample: boolean
  /** where it was published */
  source: string
  /** the rule of the light */
  rule: string
}

export interface Situation {
  /** group */
  group: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
  /** code of the area */
  area: string
  /** the period, such as 2021-06 */
  period: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** the value, in the unit */
  value: number | null
  /** growth on the year, % */
  growth: number | null
  /** published, or computed from values */
  growth_source: string
  /** change of growth on the period before, points */
  growth_change: number | null
  /** average growth of two years, % */
  growth_average2: number | null
  /** of the month or quarter alone */
  month: number | null
  /** growth of the month or quarter alone, % */
  month_growth: number | null
  /** what the target is about: value, yoy or rank */
  target_measure: string
  /** target of the year */
  target: number | null
  /** published or sample */
  target_status: string
  /** share of the target that is done, % */
  completion_pct: number | null
  /** share of the year that has passed, % */
  time_pct: number | null
  /** what the light compares: points or places ahead of schedule */
  lead: number | null
  /** green, yellow or red; empty: not judged */
  light: string
  /** place among peers */
  rank: number | null
  /** number of peers that are known */
  rank_of: number | null
  /** published or computed */
  rank_source: string
  /** places gained since the period before; negative: lost */
  rank_move: number | null
  /** points behind the next better place */
  behind_next: number | null
  /** what is left to the target, in the unit */
  rest_amount: number | null
  /** growth that the remaining months must bring, lower bound, % */
  rest_growth_low: number | null
  /** the same, upper bound, % */
  rest_growth_high: number | null
  /** past years that reached it */
  rest_reached: number | null
  /** past years that are known */
  rest_years: number | null
  /** forecast of the year's end */
  year_end: number | null
  /** lower bound of the 80 % range */
  year_end_low80: number | null
  /** upper bound of the 80 % range */
  year_end_high80: number | null
  /** how it was foreseen */
  year_end_method: string
  /** forecast of the year's growth, % */
  year_end_growth: number | null
  /** lower bound of its 80 % range */
  year_end_growth_low80: number | null
  /** upper bound of its 80 % range */
  year_end_growth_high80: number | null
  /** how the growth was foreseen */
  year_end_growth_method: string
  /** the department's own forecast of the year */
  department_year_end: number | null
  /** the department's own forecast of growth, % */
  department_year_end_growth: number | null
  /** probability of meeting the target, 0 to 1 */
  target_probability: number | null
  /** code of the word for the probability */
  judgement: string
  /** status of the value */
  value_status: string
  /** status of the growth */
  growth_status: string
  /** some number rests on sample figures */
  uses_sample: boolean
  /** name of the area */
  area_name: string
  /** the period as people write it */
  period_title: string
  /** something is known for the period */
  known: boolean
  /** the word for the probability */
  judgement_words: string
  /** the word of the light */
  light_words: string
  /** code of the area at the next better place */
  next_area: string
  /** the target */
  target_detail: Target | null
  /** distribution of the year's value */
  year_end_level: Outcome | null
  /** distribution of the year's growth */
  year_end_of_growth: Outcome | null
}

export interface Fact {
  /** the period, such as 2021-06 */
  period: string
  /** the period as people write it */
  period_title: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** the value, in the unit */
  value: number
  /** decimals as published */
  decimals: number
  /** published, preliminary, verified, final, forecast or sample */
  status: string
  /** it is the one that counts */
  counts: boolean
  /** day on which it was known */
  known_on: string
  /** number of the submission */
  submission: number
  /** where it was published */
  source: string
}

export interface WhyFact {
  /** the period, such as 2021-06 */
  period: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** the value, in the unit */
  value: number
  /** published, preliminary, verified, final, forecast or sample */
  status: string
  /** day on which it was known */
  known_on: string
  /** number of the submission */
  submission: number
  /** name of the file */
  file: string
  /** sheet of the workbook */
  sheet: string
  /** cell of the file */
  cell: string
  /** who handed it in */
  by: string
  /** when it was received, UTC */
  received_at: string
  /** SHA-256 */
  sha256: string
  /** where it was published */
  source: string
  /** note */
  note: string
}

export interface WhyStep {
  /** what comes out */
  what: string
  /** rule and arithmetic */
  how: string
  /** where it was published */
  source: string
  /** the facts */
  facts: WhyFact[]
}

export interface Why {
  /** code of the indicator */
  indicator: string
  /** code of the area */
  area: string
  /** the period, such as 2021-06 */
  period: string
  /** the steps */
  steps: WhyStep[]
}

export interface Town {
  /** code of the area */
  area: string
  /** name in the language asked for */
  name: string
  /** the value, in the unit */
  value: number | null
  /** growth on the year, % */
  growth: number | null
  /** forecast of the year's end */
  year_end: number | null
  /** lower bound of the 80 % range */
  low80: number | null
  /** upper bound of the 80 % range */
  high80: number | null
  /** sample figures are in it */
  sample: boolean
}

export interface Towns {
  /** code of the indicator */
  indicator: string
  /** the period, such as 2021-06 */
  period: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** the forecasts add up to the city's */
  adds_up: boolean
  /** the city */
  city: Town
  /** the towns */
  towns: Town[]
}

export interface Peer {
  /** code of the area */
  area: string
  /** name in the language asked for */
  name: string
  /** growth on the year, % */
  growth: number | null
  /** the place */
  place: number | null
  /** the place in the period before */
  place_before: number | null
  /** published, preliminary, verified, final, forecast or sample */
  status: string
  /** it is the area asked for */
  own: boolean
}

export interface Missing {
  /** code of the department that answers for it */
  department: string
  /** department that answers for it */
  department_name: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** only a department's forecast is there */
  forecast_only: boolean
}

export interface Revision {
  /** day on which it was known */
  known_on: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** the period, such as 2021-06 */
  period: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** the value before */
  from: number
  /** status before */
  from_status: string
  /** the value now */
  to: number
  /** status now */
  to_status: string
  /** submission of the value before */
  submission_before: number
  /** number of the submission */
  submission: number
  /** who handed it in */
  by: string
  /** name of the file */
  file: string
}

export interface Submission {
  /** number */
  id: number
  /** kind */
  kind: string
  /** name of the file */
  file: string
  /** day on which it was known */
  known_on: string
  /** when it was received, UTC */
  received_at: string
  /** who handed it in */
  by: string
  /** number of rows */
  rows: number
  /** SHA-256 */
  sha256: string
  /** warnings and flags on record, one a line */
  findings: string
  /** number of the entry of the audit chain */
  audit: number
}

export interface Judgement {
  /** day of the judgement */
  judged_on: string
  /** the period, such as 2021-06 */
  period: string
  /** code of the area */
  area: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** at_least or at_most */
  relation: string
  /** the target */
  goal: number
  /** the probability that was said */
  probability: number
  /** forecast of the year's end */
  year_end: number | null
  /** lower bound of the 80 % range */
  low80: number | null
  /** upper bound of the 80 % range */
  high80: number | null
  /** the year's end by carrying growth forward */
  carried: number | null
  /** the department's own forecast */
  department: number | null
  /** the method */
  method: string
  /** the last submission behind it */
  data: number
  /** sample figures are in it */
  sample: boolean
  /** what it became */
  result: number | null
  /** the target was met */
  met: boolean | null
}

export interface Reliability {
  /** lower bound of the band of probabilities */
  from: number
  /** mean of the probabilities that were said */
  said: number | null
  /** of them met */
  met: number
  /** how many */
  n: number
}

export interface Record {
  /** how many */
  n: number
  /** of them with a known result */
  settled: number
  /** mean square error of the probabilities, 0 is best */
  brier: number | null
  /** the same for what time progress says */
  brier_time_progress: number | null
  /** the same for growth carried forward */
  brier_carried: number | null
  /** with an 80 % range */
  ranges: number
  /** of them that held the result */
  ranges_held: number
  /** mean error of the year's end */
  error: number | null
  /** the same for growth carried forward */
  error_carried: number | null
  /** the same for the departments */
  error_department: number | null
  /** said and happened, in five bands */
  reliability: Reliability[]
  /** the judgements */
  judgements: Judgement[]
}

export interface SessionAccount {
  /** name in the language asked for */
  name: string
  /** what the page shows */
  display: string
  /** the role */
  role: string
  /** the role's name */
  role_name: string
  /** code of the leader; empty for none */
  leader: string
  /** the one-time password is to be changed first */
  must_change: boolean
  /** it has a second factor */
  second_factor: boolean
}

export interface Session {
  /** the account */
  account: SessionAccount | null
  /** what may be done */
  permissions: string[]
  /** codes of areas in reach; * for all */
  areas: string[]
  /** codes of departments, * for all */
  departments: string[]
  /** codes of indicators in reach; * for all */
  indicators: string[]
  /** X-CSRF-Token that a write must bring along */
  csrf: string
  /** when it expires, UTC */
  expires_at: string
}

export interface Login {
  /** name in the language asked for */
  name: string
  /** the password */
  password: string
  /** six digits of the authenticator */
  code?: string | null
}

export interface PasswordChange {
  /** the password until now */
  old: string
  /** the new password */
  new: string
}

export interface TotpSecret {
  /** the authenticator's secret */
  secret: string
  /** the address that an authenticator scans */
  uri: string
}

export interface TotpProof {
  /** the authenticator's secret */
  secret: string
  /** six digits of the authenticator */
  code: string
}

export interface Token {
  /** number */
  id: number
  /** the account */
  account: string
  /** what it is for */
  label: string
  /** its first characters */
  prefix: string
  /** permissions separated by ;, * for all of the account's */
  scope: string
  /** the state */
  state: string
  /** when it was made, UTC */
  created_at: string
  /** when it expires, UTC */
  expires_at: string
  /** when it was last used, UTC */
  used_at: string
}

export interface TokenSpec {
  /** what it is for */
  label: string
  /** permissions separated by ;, * for all of the account's */
  scope: string
  /** day of expiry; never (a token: 90 days) where none is given */
  expires_on?: string | null
}

export interface TokenMade {
  /** number */
  id: number
  /** the token, shown this once */
  token: string
}

export interface Account {
  /** name in the language asked for */
  name: string
  /** what the page shows */
  display: string
  /** the role */
  role: string
  /** code of the leader; empty for none */
  leader: string
  /** codes of areas separated by ;, * for all */
  areas: string
  /** codes of departments, * for all */
  departments: string
  /** codes of indicators separated by ;, * for all */
  indicators: string
  /** codes of firms separated by ; */
  firms: string
  /** issuer of an external identity */
  issuer: string
  /** subject of an external identity */
  subject: string
  /** the state */
  state: string
  /** seconds still to wait after failed logins */
  wait_s: number
  /** it has a password */
  password: boolean
  /** it has a second factor */
  second_factor: boolean
  /** when it expires, UTC */
  expires_at: string
}

export interface AccountSpec {
  /** name in the language asked for */
  name: string
  /** what the page shows */
  display?: string | null
  /** the role */
  role: string
  /** code of the leader; empty for none */
  leader?: string | null
  /** codes of areas separated by ;, * for all */
  areas?: string | null
  /** codes of departments, * for all */
  departments?: string | null
  /** codes of indicators separated by ;, * for all */
  indicators?: string | null
  /** codes of firms separated by ; */
  firms?: string | null
  /** day of expiry; never (a token: 90 days) where none is given */
  expires_on?: string | null
}

export interface AccountChange {
  /** what the page shows */
  display?: string | null
  /** the role */
  role: string
  /** code of the leader; empty for none */
  leader?: string | null
  /** codes of areas separated by ;, * for all */
  areas?: string | null
  /** codes of departments, * for all */
  departments?: string | null
  /** codes of indicators separated by ;, * for all */
  indicators?: string | null
  /** codes of firms separated by ; */
  firms?: string | null
  /** day of expiry; never (a token: 90 days) where none is given */
  expires_on?: string | null
}

export interface AccountState {
  /** disabled */
  disabled: boolean
}

export interface OneTimePassword {
  /** the account */
  account: string
  /** the one-time password, shown this once */
  one_time_password: string
}

export interface Finding {
  /** what is wrong and what to do */
  detail: string
  /** flag, warning or fault */
  severity: string
  /** code */
  code: string
  /** name of the file */
  file: string
  /** sheet of the workbook */
  sheet: string
  /** row from 1, 0 for the whole file */
  row: number
  /** column from 1, 0 for the whole row */
  column: number
  /** cell of the file */
  cell: string
  /** what was found */
  found: string
  /** what was expected */
  expected: string
}

export interface Receipt {
  /** number of the submission */
  submission: number
  /** number of rows */
  rows: number
  /** number in the audit chain */
  audit_seq: number
  /** SHA-256 of the file */
  file_sha256: string
  /** the submission that held the same; 0 for a new one */
  same_as: number
  /** what the check found */
  findings: Finding[]
}

export interface Form {
  /** department or area */
  unit_kind: string
  /** code of the unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** the period, such as 2021-06 */
  period: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** days late */
  late_days: number
  /** how many are due */
  n_due: number
  /** how many are in */
  n_in: number
  /** of them approved */
  n_approved: number
  /** how many are missing and not late */
  n_missing: number
  /** how many are late */
  n_late: number
  /** how many were returned */
  n_returned: number
  /** the state */
  state: string
}

export interface FormCell {
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** the period, such as 2021-06 */
  period: string
  /** decimals as published */
  decimals: number
  /** the value, in the unit */
  value: number | null
  /** published, preliminary, verified, final, forecast or sample */
  status: string
  /** figure of the period before */
  before: number | null
  /** the period before */
  before_period: string
  /** status of the figure before; empty where there is none */
  before_status: string
  /** figure of the same period of last year */
  last_year: number | null
  /** its status; empty where there is none */
  last_year_status: string
  /** lower bound of what may be expected */
  expected_low: number | null
  /** upper bound of what may be expected */
  expected_high: number | null
  /** the state */
  state: string
  /** the reason */
  reason: string
  /** number of the submission */
  submission: number | null
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** days late */
  late_days: number
  /** it is locked */
  locked: boolean
  /** only a department's forecast is there */
  forecast_only: boolean
}

export interface FormFull {
  /** department or area */
  unit_kind: string
  /** code of the unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** the period, such as 2021-06 */
  period: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** days late */
  late_days: number
  /** how many are due */
  n_due: number
  /** how many are in */
  n_in: number
  /** of them approved */
  n_approved: number
  /** how many are missing and not late */
  n_missing: number
  /** how many are late */
  n_late: number
  /** how many were returned */
  n_returned: number
  /** the state */
  state: string
  /** the cells */
  cells: FormCell[]
}

export interface FormEntry {
  /** code of the indicator */
  indicator: string
  /** code of the area */
  area: string | null
  /** value, yoy, avg2, rank or rank_value */
  measure: string | null
  /** the figure as a text; empty: not handed in */
  value: string
  /** note */
  note: string | null
  /** published, preliminary, verified, final, forecast or sample */
  status: string | null
}

export interface FormWish {
  /** the period, such as 2021-06 */
  period: string
  /** the cells */
  cells: FormEntry[]
  /** stored in spite of warnings */
  accept_warnings?: boolean | null
}

export interface FormFinding {
  /** what is wrong and what to do */
  detail: string
  /** flag, warning or fault */
  severity: string
  /** code */
  code: string
  /** name of the file */
  file: string
  /** sheet of the workbook */
  sheet: string
  /** row from 1, 0 for the whole file */
  row: number
  /** column from 1, 0 for the whole row */
  column: number
  /** cell of the file */
  cell: string
  /** what was found */
  found: string
  /** what was expected */
  expected: string
  /** code of the indicator */
  indicator: string
  /** code of the area */
  area: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
}

export interface FormReceipt {
  /** it passed the checks */
  accepted: boolean
  /** it is stored */
  stored: boolean
  /** kind of the failure, none for none */
  error: string
  /** what is wrong and what to do */
  detail: string
  /** number of the submission */
  submission: number
  /** number of rows */
  rows: number
  /** number in the audit chain */
  audit_seq: number
  /** SHA-256 of the file */
  file_sha256: string
  /** what the check found */
  findings: FormFinding[]
}

export interface OwedCounts {
  /** how many are due */
  n_due: number
  /** how many are in */
  n_in: number
  /** of them approved */
  n_approved: number
  /** how many are missing and not late */
  n_missing: number
  /** how many are late */
  n_late: number
  /** how many were returned */
  n_returned: number
}

export interface OwedCell {
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** the period, such as 2021-06 */
  period: string
  /** the state */
  state: string
  /** the reason */
  reason: string
  /** number of the submission */
  submission: number | null
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** days late */
  late_days: number
  /** it is locked */
  locked: boolean
  /** only a department's forecast is there */
  forecast_only: boolean
}

export interface OwedRow {
  /** department or area */
  unit_kind: string
  /** code of the unit */
  unit_code: string
  /** name of the unit */
  unit_name: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** the period, such as 2021-06 */
  period: string
  /** the state */
  state: string
  /** the reason */
  reason: string
  /** number of the submission */
  submission: number | null
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** days late */
  late_days: number
  /** it is locked */
  locked: boolean
  /** only a department's forecast is there */
  forecast_only: boolean
}

export interface OwedUnit {
  /** department or area */
  kind: string
  /** code of the unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** days late */
  late_days: number
  /** how many are due */
  n_due: number
  /** how many are in */
  n_in: number
  /** of them approved */
  n_approved: number
  /** how many are missing and not late */
  n_missing: number
  /** how many are late */
  n_late: number
  /** how many were returned */
  n_returned: number
  /** it is locked */
  locked: boolean
  /** the cells */
  cells: OwedCell[]
}

export interface Completeness {
  /** the period, such as 2021-06 */
  period: string
  /** the units */
  units: OwedUnit[]
  /** the counts */
  counts: OwedCounts
}

export interface ReviewWish {
  /** approve or return */
  decision: string
  /** the reason */
  reason?: string | null
}

export interface Review {
  /** number */
  id: number
  /** number of the submission */
  submission: number
  /** approve or return */
  decision: string
  /** the reason */
  reason: string
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** number of the entry of the audit chain */
  audit: number
}

export interface LockWish {
  /** the period, such as 2021-06 */
  period: string
  /** code of the department that answers for it */
  department?: string | null
  /** it is locked */
  locked: boolean
  /** the reason */
  reason: string
}

export interface Lock {
  /** number */
  id: number
  /** the period, such as 2021-06 */
  period: string
  /** code of the department that answers for it */
  department: string
  /** it is locked */
  locked: boolean
  /** the reason */
  reason: string
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** it is the one that counts now */
  counts: boolean
  /** number of the entry of the audit chain */
  audit: number
}

export interface TableColumn {
  /** name in the language asked for */
  name: string
  /** what a cell may hold */
  rule: string
  /** may not be empty */
  required: boolean
  /** the key columns together are unique */
  key: boolean
  /** values to choose from, separated by blanks */
  choices: string
  /** the table whose codes it must be among */
  refers: string
}

export interface Table {
  /** kind */
  kind: string
  /** the columns */
  columns: TableColumn[]
}

export interface Tables {
  /** the tables */
  tables: Table[]
}

export interface TableState {
  /** kind */
  kind: string
  /** the columns */
  columns: TableColumn[]
  /** number of the submission */
  submission: number
  /** the rows */
  rows: { [name: string]: unknown }[]
}

export interface TableRows {
  /** the rows */
  rows: { [name: string]: unknown }[]
}

export interface JudgementWish {
  /** the period, such as 2021-06 */
  period?: string | null
  /** code of the area */
  area?: string | null
}

export interface LeagueArea {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
}

export interface LeagueIndicator {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
  /** decimals as published */
  decimals: number
}

export interface LeagueCell {
  /** the value, in the unit */
  value: number | null
  /** the place */
  place: number | null
  /** the place in the period before */
  place_before: number | null
  /** published, preliminary, verified, final, forecast or sample */
  status: string
}

export interface League {
  /** the period, such as 2021-06 */
  period: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** the towns: the rows of cells */
  areas: LeagueArea[]
  /** the indicators: the columns of cells */
  indicators: LeagueIndicator[]
  /** the cells */
  cells: LeagueCell[][]
}

export interface LeagueRow {
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** the period, such as 2021-06 */
  period: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** the value, in the unit */
  value: number | null
  /** the place */
  place: number | null
  /** the place in the period before */
  place_before: number | null
  /** published, preliminary, verified, final, forecast or sample */
  status: string
}

export interface PortfolioRow {
  /** group */
  group: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
  /** code of the area */
  area: string
  /** the period, such as 2021-06 */
  period: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** the value, in the unit */
  value: number | null
  /** growth on the year, % */
  growth: number | null
  /** published, or computed from values */
  growth_source: string
  /** change of growth on the period before, points */
  growth_change: number | null
  /** average growth of two years, % */
  growth_average2: number | null
  /** of the month or quarter alone */
  month: number | null
  /** growth of the month or quarter alone, % */
  month_growth: number | null
  /** what the target is about: value, yoy or rank */
  target_measure: string
  /** target of the year */
  target: number | null
  /** published or sample */
  target_status: string
  /** share of the target that is done, % */
  completion_pct: number | null
  /** share of the year that has passed, % */
  time_pct: number | null
  /** what the light compares: points or places ahead of schedule */
  lead: number | null
  /** green, yellow or red; empty: not judged */
  light: string
  /** place among peers */
  rank: number | null
  /** number of peers that are known */
  rank_of: number | null
  /** published or computed */
  rank_source: string
  /** places gained since the period before; negative: lost */
  rank_move: number | null
  /** points behind the next better place */
  behind_next: number | null
  /** what is left to the target, in the unit */
  rest_amount: number | null
  /** growth that the remaining months must bring, lower bound, % */
  rest_growth_low: number | null
  /** the same, upper bound, % */
  rest_growth_high: number | null
  /** past years that reached it */
  rest_reached: number | null
  /** past years that are known */
  rest_years: number | null
  /** forecast of the year's end */
  year_end: number | null
  /** lower bound of the 80 % range */
  year_end_low80: number | null
  /** upper bound of the 80 % range */
  year_end_high80: number | null
  /** how it was foreseen */
  year_end_method: string
  /** forecast of the year's growth, % */
  year_end_growth: number | null
  /** lower bound of its 80 % range */
  year_end_growth_low80: number | null
  /** upper bound of its 80 % range */
  year_end_growth_high80: number | null
  /** how the growth was foreseen */
  year_end_growth_method: string
  /** the department's own forecast of the year */
  department_year_end: number | null
  /** the department's own forecast of growth, % */
  department_year_end_growth: number | null
  /** probability of meeting the target, 0 to 1 */
  target_probability: number | null
  /** code of the word for the probability */
  judgement: string
  /** status of the value */
  value_status: string
  /** status of the growth */
  growth_status: string
  /** some number rests on sample figures */
  uses_sample: boolean
  /** name of the area */
  area_name: string
  /** code of the department that answers for it */
  department: string
  /** department that answers for it */
  department_name: string
}

export interface Responsibility {
  /** kind */
  kind: string
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** group */
  group: string
  /** code of the department that answers for it */
  department: string
  /** department that answers for it */
  department_name: string
  /** codes of the leaders separated by ; */
  leaders: string
  /** titles of the leaders */
  leader_titles: string
}

export interface JobWish {
  /** verify or export */
  kind: string
}

export interface JobResult {
  /** nothing was found wrong */
  sound: boolean
  /** entries of the audit chain */
  entries: number
  /** number of submissions */
  submissions: number
  /** number of rows */
  rows: number
  /** what is wrong and what to do */
  detail: string
  /** bytes of the file */
  bytes: number
}

export interface Job {
  /** number */
  id: string
  /** kind */
  kind: string
  /** waiting, running, done, failed or lost */
  state: string
  /** progress, 0 to 1 */
  progress: number
  /** what it became */
  result: JobResult | null
}

export interface TaskRow {
  /** number */
  id: number
  /** name of the kind */
  title: string
  /** the judgement in a sentence */
  sentence: string
  /** the state */
  state: string
  /** name of the state */
  state_name: string
  /** light: green, yellow, red or none */
  lamp: string
  /** name of the light */
  lamp_name: string
  /** the first reason of the light */
  lamp_why: string
  /** what the light compares: points or places ahead of schedule */
  lead: string
  /** name of the lead unit */
  lead_name: string
  /** is the lead unit a department or an area */
  lead_kind: string
  /** codes of the supporting units, separated by semicolons */
  supporting: string
  /** code of the leader; empty for none */
  leader: string
  /** the leader in charge */
  leader_name: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** due date of the first issue, which never changes */
  first_due_on: string
  /** days to the due date, negative behind it; null once closing was asked for */
  days_left: number | null
  /** days late */
  late_days: number
  /** days late by the first due date */
  late_first_days: number
  /** normal or urgent */
  urgency: string
  /** what it serves: none, indicator, project, risk or request */
  serves: string
  /** code of what it serves */
  serves_code: string
  /** name of what it serves */
  serves_name: string
  /** number of the meeting; 0 of none */
  meeting: number
  /** title of the meeting */
  meeting_title: string
  /** place of the sentence in the minutes, in bytes; null none */
  sentence_at: number | null
  /** how often progress is owed: none, weekly:5, monthly:28 */
  rhythm: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** day of registration */
  registered_on: string
  /** day of issue */
  issued_on: string
  /** day of acceptance */
  accepted_on: string
  /** day of the lead unit's last feedback */
  last_feedback_on: string
  /** the first day of the rhythm without a feedback */
  feedback_due_on: string
  /** date asked for in an extension that waits; empty none */
  extension_asked: string
  /** day on which closing was asked for */
  asked_close_on: string
  /** day of closing */
  closed_on: string
  /** the last slip: blue, yellow, orange or red */
  slip: string
  /** extensions granted */
  extensions: number
  /** times returned */
  returns: number
  /** code of the area above */
  parent: number
  /** task that it was merged into */
  merged_into: number
  /** sample figures are in it */
  sample: boolean
}

export interface TaskUnit {
  /** kind */
  kind: string
  /** code */
  code: string
  /** name in the language asked for */
  name: string
}

export interface TaskFile {
  /** name in the language asked for */
  name: string
  /** SHA-256 */
  sha256: string
  /** bytes of the file */
  bytes: number
}

export interface TaskEvent {
  /** number */
  id: number
  /** day */
  on: string
  /** when, UTC */
  at: string
  /** who handed it in */
  by: string
  /** the step */
  verb: string
  /** name of the step */
  verb_name: string
  /** who: office, lead, supporting, leader or clock */
  party: string
  /** unit */
  unit: string
  /** name of the unit */
  unit_name: string
  /** text */
  text: string
  /** date: asked for or granted */
  date: string
  /** the value, in the unit */
  value: number | null
  /** unit of the figure */
  value_unit: string
  /** files given as evidence */
  files: TaskFile[]
  /** task merged into */
  other: number
  /** the parts */
  parts: string
  /** the rule of the light */
  rule: string
  /** name of the rule */
  rule_name: string
  /** colour of the slip */
  colour: string
  /** date that it is about */
  base_on: string
  /** days left to answer */
  grace: number
  /** who was told */
  told: string
  /** number of the entry of the audit chain */
  audit: number
}

export interface LampReason {
  /** light: green, yellow, red or none */
  lamp: string
  /** name of the light */
  lamp_name: string
  /** text */
  text: string
  /** the rule of the light */
  rule: string
  /** made good; yellow for the rest of that month */
  memory: boolean
}

export interface TaskStep {
  /** the step */
  verb: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
  /** name of the unit */
  unit_name: string
  /** a text must be given */
  needs_text: boolean
}

export interface TaskEffectPoint {
  /** the period, such as 2021-06 */
  period: string
  /** name of the kind */
  title: string
  /** the value, in the unit */
  value: number | null
  /** growth on the year, % */
  growth: number | null
  /** after the issue */
  since: boolean
  /** sample figures are in it */
  sample: boolean
}

export interface TaskEffect {
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** unit */
  unit: string
  /** decimals as published */
  decimals: number
  /** the last period known at the issue */
  from_period: string
  /** as officials write it */
  from_title: string
  /** its figure */
  from_value: number | null
  /** its growth */
  from_growth: number | null
  /** the last period known now */
  to_period: string
  /** as officials write it */
  to_title: string
  /** its figure */
  to_value: number | null
  /** its growth */
  to_growth: number | null
  /** change of growth, percentage points */
  change_pp: number | null
  /** target of the year */
  target: number | null
  /** what the target is about: value, yoy or rank */
  target_measure: string
  /** sample figures are in it */
  sample: boolean
  /** contribution, points */
  points: TaskEffectPoint[]
}

export interface Task {
  /** number */
  id: number
  /** name of the kind */
  title: string
  /** the judgement in a sentence */
  sentence: string
  /** the state */
  state: string
  /** name of the state */
  state_name: string
  /** light: green, yellow, red or none */
  lamp: string
  /** name of the light */
  lamp_name: string
  /** the first reason of the light */
  lamp_why: string
  /** what the light compares: points or places ahead of schedule */
  lead: string
  /** name of the lead unit */
  lead_name: string
  /** is the lead unit a department or an area */
  lead_kind: string
  /** codes of the supporting units, separated by semicolons */
  supporting: string
  /** code of the leader; empty for none */
  leader: string
  /** the leader in charge */
  leader_name: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** due date of the first issue, which never changes */
  first_due_on: string
  /** days to the due date, negative behind it; null once closing was asked for */
  days_left: number | null
  /** days late */
  late_days: number
  /** days late by the first due date */
  late_first_days: number
  /** normal or urgent */
  urgency: string
  /** what it serves: none, indicator, project, risk or request */
  serves: string
  /** code of what it serves */
  serves_code: string
  /** name of what it serves */
  serves_name: string
  /** number of the meeting; 0 of none */
  meeting: number
  /** title of the meeting */
  meeting_title: string
  /** place of the sentence in the minutes, in bytes; null none */
  sentence_at: number | null
  /** how often progress is owed: none, weekly:5, monthly:28 */
  rhythm: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** day of registration */
  registered_on: string
  /** day of issue */
  issued_on: string
  /** day of acceptance */
  accepted_on: string
  /** day of the lead unit's last feedback */
  last_feedback_on: string
  /** the first day of the rhythm without a feedback */
  feedback_due_on: string
  /** date asked for in an extension that waits; empty none */
  extension_asked: string
  /** day on which closing was asked for */
  asked_close_on: string
  /** day of closing */
  closed_on: string
  /** the last slip: blue, yellow, orange or red */
  slip: string
  /** extensions granted */
  extensions: number
  /** times returned */
  returns: number
  /** code of the area above */
  parent: number
  /** task that it was merged into */
  merged_into: number
  /** sample figures are in it */
  sample: boolean
  /** the supporting units */
  supporting_units: TaskUnit[]
  /** what was done */
  events: TaskEvent[]
  /** why the light is on */
  reasons: LampReason[]
  /** what the caller may do now */
  allowed: TaskStep[]
  /** the parts */
  parts: TaskRow[]
  /** the effect */
  effect: TaskEffect | null
}

export interface TaskSpec {
  /** number of the meeting; 0 of none */
  meeting?: number | null
  /** place of the sentence in the minutes, in bytes; null none */
  sentence_at?: number | null
  /** the judgement in a sentence */
  sentence?: string | null
  /** name of the kind */
  title?: string | null
  /** what it serves: none, indicator, project, risk or request */
  serves?: string | null
  /** code of what it serves */
  serves_code?: string | null
  /** what the light compares: points or places ahead of schedule */
  lead?: string | null
  /** codes of the supporting units, separated by semicolons */
  supporting?: string | null
  /** code of the leader; empty for none */
  leader?: string | null
  /** day on which it is due; empty where no rule says */
  due_on?: string | null
  /** value, yoy, avg2, rank or rank_value */
  measure?: string | null
  /** how often progress is owed: none, weekly:5, monthly:28 */
  rhythm?: string | null
  /** normal or urgent */
  urgency?: string | null
}

export interface TaskFileRef {
  /** name in the language asked for */
  name: string
  /** SHA-256 */
  sha256: string
}

export interface StepWish {
  /** the step */
  verb: string
  /** unit */
  unit?: string | null
  /** text */
  text?: string | null
  /** date: asked for or granted */
  date?: string | null
  /** the value, in the unit */
  value?: string | null
  /** unit of the figure */
  value_unit?: string | null
  /** files given as evidence */
  files?: (TaskFileRef | null)[]
  /** task merged into */
  other?: number | null
  /** the parts */
  parts?: (TaskSpec | null)[]
}

export interface MeetingRow {
  /** number */
  id: number
  /** kind */
  kind: string
  /** name of the kind */
  kind_name: string
  /** name of the kind */
  title: string
  /** the period, such as 2021-06 */
  period: string
  /** day on which it was held */
  held_on: string
  /** decisions */
  decisions: number
  /** issued */
  issued: number
  /** closed */
  closed: number
  /** under way and late */
  late: number
  /** changes since it was put on record */
  changes: number
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** sample figures are in it */
  sample: boolean
}

export interface Sentence {
  /** when, UTC */
  at: number
  /** how many */
  n: number
  /** text */
  text: string
  /** it looks like a decision */
  likely: boolean
  /** what the light compares: points or places ahead of schedule */
  lead: string
  /** name of the lead unit */
  lead_name: string
  /** day on which it is due; empty where no rule says */
  due_on: string
  /** the task made of it; 0 none */
  task: number
}

export interface Meeting {
  /** number */
  id: number
  /** kind */
  kind: string
  /** name of the kind */
  kind_name: string
  /** name of the kind */
  title: string
  /** the period, such as 2021-06 */
  period: string
  /** day on which it was held */
  held_on: string
  /** decisions */
  decisions: number
  /** issued */
  issued: number
  /** closed */
  closed: number
  /** under way and late */
  late: number
  /** changes since it was put on record */
  changes: number
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** sample figures are in it */
  sample: boolean
  /** the agenda */
  agenda: string
  /** the minutes */
  minutes: string
  /** sentences of the minutes */
  sentences: Sentence[]
  /** tasks */
  tasks: TaskRow[]
}

export interface MeetingWish {
  /** kind */
  kind: string
  /** name of the kind */
  title: string
  /** the period, such as 2021-06 */
  period?: string | null
  /** day on which it was held */
  held_on?: string | null
  /** the agenda */
  agenda?: string | null
  /** the minutes */
  minutes?: string | null
}

export interface DecisionReceipt {
  /** it is stored */
  stored: boolean
  /** tasks registered */
  tasks: number
  /** what the check found */
  findings: Finding[]
}

export interface SupervisionUnit {
  /** kind */
  kind: string
  /** unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** under way */
  open: number
  /** not accepted yet */
  waiting: number
  /** closed */
  closed: number
  /** closed by the first due date */
  closed_in_time: number
  /** share closed in time, % */
  in_time_pct: number | null
  /** under way and late */
  late: number
  /** of them red */
  red: number
  /** of them yellow */
  yellow: number
  /** of them green */
  green: number
  /** days from issue to closing, on average */
  average_days: number | null
  /** age of the oldest one, days */
  oldest_days: number
  /** blue slips */
  slips_blue: number
  /** yellow slips */
  slips_yellow: number
  /** orange slips */
  slips_orange: number
  /** red slips */
  slips_red: number
}

export interface StateCount {
  /** the state */
  state: string
  /** name in the language asked for */
  name: string
  /** how many */
  n: number
}

export interface AgeCount {
  /** from so many days */
  days_from: number
  /** to so many days; null: and more */
  days_to: number | null
  /** how many */
  n: number
}

export interface Supervision {
  /** as of that day */
  as_of: string
  /** under way */
  open: number
  /** not accepted yet */
  waiting: number
  /** closed */
  closed: number
  /** closed by the first due date */
  closed_in_time: number
  /** share closed in time, % */
  in_time_pct: number | null
  /** under way and late */
  late: number
  /** of them red */
  red: number
  /** of them yellow */
  yellow: number
  /** of them green */
  green: number
  /** days from issue to closing, on average */
  average_days: number | null
  /** the units */
  units: SupervisionUnit[]
  /** codes of the leaders separated by ; */
  leaders: SupervisionUnit[]
  /** tasks by state */
  states: StateCount[]
  /** open tasks by age */
  ages: AgeCount[]
}

export interface Notice {
  /** number */
  id: number
  /** when, UTC */
  at: string
  /** day */
  on: string
  /** kind */
  kind: string
  /** to what */
  subject: string
  /** to a department, area, leader or the office */
  recipient_kind: string
  /** code of the recipient */
  recipient: string
  /** name of the recipient */
  recipient_name: string
  /** name of the kind */
  title: string
  /** text */
  text: string
  /** where to read on */
  link: string
  /** urgent */
  urgent: boolean
  /** who handed it in */
  by: string
  /** the caller has seen it */
  seen: boolean | null
  /** sent, waiting, due, given_up, lapsed or none */
  delivery: string
  /** addresses */
  addresses: number
  /** sent to so many */
  sent: number
  /** given up at so many */
  given_up: number
  /** when it is tried again */
  next_at: string
  /** what is wrong and what to do */
  detail: string
  /** number of the entry of the audit chain */
  audit: number
}

export interface SchemeRow {
  /** code of the scheme */
  scheme: string
  /** number of the version */
  version: number
  /** Chinese name */
  name_zh: string
  /** English name */
  name_en: string
  /** the value before */
  from: string
  /** when it was imported */
  imported_at: string
  /** by whom */
  imported_by: string
  /** when it was put in force */
  published_at: string
  /** by whom */
  published_by: string
  /** SHA-256 */
  sha256: string
  /** number of the entry of the audit chain */
  audit: number
  /** sample figures are in it */
  sample: boolean
}

export interface SchemeTable {
  /** name in the language asked for */
  name: string
  /** the columns */
  columns: TableColumn[]
  /** the rows */
  rows: { [name: string]: unknown }[]
}

export interface SchemeWord {
  /** name in the language asked for */
  name: string
  /** arguments */
  arguments: string
  /** text */
  text: string
  /** example */
  example: string
  /** what its quotation marks may hold */
  words: ScoreName[]
}

export interface Scheme {
  /** code of the scheme */
  scheme: string
  /** number of the version */
  version: number
  /** name in the language asked for */
  name: string
  /** sample figures are in it */
  sample: boolean
  /** the value before */
  from: string
  /** the tables */
  tables: SchemeTable[]
  /** functions of formulas */
  functions: SchemeWord[]
  /** what formulas may read */
  readers: SchemeWord[]
}

export interface SchemeSheet {
  /** name in the language asked for */
  name: string
  /** the rows */
  rows: { [name: string]: unknown }[]
}

export interface SchemeTables {
  /** the tables */
  tables: SchemeSheet[]
}

export interface SchemeCheck {
  /** nothing is wrong */
  ok: boolean
  /** what the check found */
  findings: Finding[]
}

export interface SchemePublicationWish {
  /** number of the version */
  version: number
  /** the value before */
  from: string
}

export interface TrialWish {
  /** the formula */
  formula: string
  /** class of the unit */
  class: string
  /** the period, such as 2021-06 */
  period: string
  /** where it stands: items, gates or lists */
  table?: string | null
  /** code */
  code?: string | null
  /** number of the version */
  version?: number | null
  /** the tables */
  tables?: (SchemeSheet | null)[]
}

export interface TrialValue {
  /** unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** the value, in the unit */
  value: number | null
}

export interface TrialFault {
  /** when, UTC */
  at: number
  /** how many */
  n: number
  /** column from 1, 0 for the whole row */
  column: number
  /** text */
  text: string
}

export interface Trial {
  /** nothing is wrong */
  ok: boolean
  /** unit */
  unit: string
  /** value of each unit */
  values: TrialValue[]
  /** faults of the formula */
  faults: TrialFault[]
}

export interface RunRow {
  /** number of the run; 0 of a draft */
  run: number
  /** code of the scheme */
  scheme: string
  /** number of the version */
  version: number
  /** the period, such as 2021-06 */
  period: string
  /** kind */
  kind: string
  /** the run that it corrects */
  corrects: number | null
  /** number of the appeal */
  appeal: number | null
  /** name of the kind */
  title: string
  /** shown from that day on */
  shown_from: string
  /** as of that day */
  as_of: string
  /** the last submission that was read */
  until_submission: number
  /** lines */
  lines: number
  /** SHA-256 */
  sha256: string
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** number of the entry of the audit chain */
  audit: number
}

export interface ScoreWish {
  /** code of the scheme */
  scheme: string
  /** the period, such as 2021-06 */
  period: string
  /** as of that day */
  as_of?: string | null
  /** name of the kind */
  title?: string | null
  /** the run that it corrects */
  corrects?: number | null
  /** number of the appeal */
  appeal?: number | null
  /** keep the bounds of the run that is corrected */
  hold_bounds?: boolean | null
}

export interface ScorePublicationWish {
  /** the value before */
  from: string
  /** name of the kind */
  title: string
}

export interface ScoreName {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
}

export interface ScoreItem {
  /** code of the item */
  item: string
  /** name in the language asked for */
  name: string
  /** group */
  group: string
  /** kind */
  kind: string
  /** full points */
  weight: number
  /** the formula */
  formula: string
  /** codes of what is due and unknown */
  missing: string
  /** lower bound */
  low: number | null
  /** upper bound */
  high: number | null
  /** decimals as published */
  decimals: number | null
  /** where it was published */
  source: string
}

export interface ScoreLine {
  /** code of the item */
  item: string
  /** name in the language asked for */
  name: string
  /** group */
  group: string
  /** kind */
  kind: string
  /** what the formula gave */
  raw: number | null
  /** after missing rule and bounds */
  bounded: number | null
  /** contribution, points */
  points: number | null
  /** full points */
  weight: number
  /** factor of spread weights */
  factor: number
  /** the state */
  state: string
  /** bound that was hit: low or high */
  bound: string
  /** gate that struck */
  gate: string
}

export interface ScoreGroup {
  /** group */
  group: string
  /** name in the language asked for */
  name: string
  /** sum of its items */
  sum: number | null
  /** contribution, points */
  points: number | null
  /** gate that struck */
  gate: string
}

export interface ScoreUnit {
  /** unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** class of the unit */
  class: string
  /** the total */
  total: number | null
  /** the place */
  place: number | null
  /** units of the class */
  of: number
  /** items that are unknown */
  unknown: number
  /** lists that it is on */
  lists: string
  /** gate that struck */
  gate: string
  /** kind */
  kind: string
  /** total in the run before */
  total_before: number | null
  /** the place in the period before */
  place_before: number | null
  /** items */
  items: ScoreLine[]
  /** groups */
  groups: ScoreGroup[]
}

export interface ScoreTotal {
  /** unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** class of the unit */
  class: string
  /** the total */
  total: number | null
  /** the place */
  place: number | null
  /** units of the class */
  of: number
  /** items that are unknown */
  unknown: number
  /** lists that it is on */
  lists: string
  /** gate that struck */
  gate: string
}

export interface Score {
  /** number of the run; 0 of a draft */
  run: number
  /** code of the scheme */
  scheme: string
  /** number of the version */
  version: number
  /** name in the language asked for */
  name: string
  /** the period, such as 2021-06 */
  period: string
  /** the period as people write it */
  period_title: string
  /** as of that day */
  as_of: string
  /** name of the kind */
  title: string
  /** shown from that day on */
  shown_from: string
  /** sample figures are in it */
  sample: boolean
  /** the run that it is compared with; null none */
  before_run: number | null
  /** the period before */
  before_period: string
  /** classes */
  classes: ScoreName[]
  /** groups */
  groups: ScoreName[]
  /** lists that it is on */
  lists: ScoreName[]
  /** gates */
  gates: ScoreName[]
  /** items */
  items: ScoreItem[]
  /** the units */
  units: ScoreUnit[]
}

export interface FormulaPart {
  /** text */
  text: string
  /** depth */
  depth: number
  /** the value, in the unit */
  value: number | null
  /** unit */
  unit: string
  /** a truth */
  truth: boolean
  /** so many months before */
  months_back: number
}

export interface ScoreEntry {
  /** number of the entry */
  entry: number
  /** unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** kind */
  kind: string
  /** the period, such as 2021-06 */
  period: string
  /** the value, in the unit */
  value: number
  /** the reason */
  reason: string
  /** evidence */
  evidence: string
  /** the entry that it replaces */
  replaces: number | null
  /** replaced by a later one */
  replaced: boolean
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** number of the entry of the audit chain */
  audit: number
  /** sample figures are in it */
  sample: boolean
}

export interface ScoreReading {
  /** what was read */
  reading: string
  /** the period, such as 2021-06 */
  period: string
  /** the value, in the unit */
  value: number | null
  /** unit */
  unit: string
  /** name in the language asked for */
  name: string
  /** code of the indicator */
  indicator: string
  /** code of the area */
  area: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** month, quarter, ytd (year to date), year or point */
  basis: string
  /** published, preliminary, verified, final, forecast or sample */
  status: string
  /** number of the submission */
  submission: number | null
  /** name of the file */
  file: string
  /** cell of the file */
  cell: string
  /** who handed it in */
  by: string
  /** when it was received, UTC */
  received_at: string
  /** where it was published */
  source: string
  /** sample figures are in it */
  sample: boolean
  /** entries of the audit chain */
  entries: ScoreEntry[]
}

export interface ScoreGateWhy {
  /** gate that struck */
  gate: string
  /** name in the language asked for */
  name: string
  /** the formula */
  formula: string
  /** it holds */
  holds: boolean | null
  /** it had an effect */
  struck: boolean
  /** the steps */
  steps: FormulaPart[]
}

export interface ScoreWhy {
  /** code of the scheme */
  scheme: string
  /** number of the version */
  version: number
  /** the period, such as 2021-06 */
  period: string
  /** unit */
  unit: string
  /** name of the unit */
  unit_name: string
  /** name of the item */
  item_name: string
  /** code of the item */
  item: string
  /** name in the language asked for */
  name: string
  /** group */
  group: string
  /** kind */
  kind: string
  /** what the formula gave */
  raw: number | null
  /** after missing rule and bounds */
  bounded: number | null
  /** contribution, points */
  points: number | null
  /** full points */
  weight: number
  /** factor of spread weights */
  factor: number
  /** the state */
  state: string
  /** bound that was hit: low or high */
  bound: string
  /** gate that struck */
  gate: string
  /** the formula */
  formula: string
  /** codes of what is due and unknown */
  missing: string
  /** lower bound */
  low: number | null
  /** upper bound */
  high: number | null
  /** full points before spreading */
  nominal_weight: number
  /** where the weight is said: items, class or unit */
  weight_from: string
  /** reason of the exemption */
  exemption: string
  /** source of the rule */
  rule_source: string
  /** the steps */
  steps: FormulaPart[]
  /** what the formula read */
  readings: ScoreReading[]
  /** gates */
  gates: ScoreGateWhy[]
  /** text */
  text: string
}

export interface WhatIf {
  /** code of the item */
  item: string
  /** name in the language asked for */
  name: string
  /** what was read */
  reading: string
  /** the value, in the unit */
  value: number | null
  /** unit */
  unit: string
  /** one step */
  step: number
  /** points of the total gained */
  gain: number | null
  /** the total */
  total: number | null
  /** the place */
  place: number | null
}

export interface ScoreChange {
  /** unit */
  unit: string
  /** name of the unit */
  unit_name: string
  /** code of the item */
  item: string
  /** name of the item */
  item_name: string
  /** figure of the period before */
  before: number | null
  /** points now */
  after: number | null
  /** the place in the period before */
  place_before: number | null
  /** place now */
  place_after: number | null
  /** the cause */
  cause: string
  /** name of the cause */
  cause_name: string
  /** what comes out */
  what: string
  /** figure before */
  what_before: number | null
  /** figure now */
  what_after: number | null
  /** rule before */
  text_before: string
  /** rule now */
  text_after: string
  /** number of the submission or entry */
  number: number | null
}

export interface Appeal {
  /** number of the appeal */
  appeal: number
  /** number of the run; 0 of a draft */
  run: number
  /** unit */
  unit: string
  /** name of the unit */
  unit_name: string
  /** code of the item */
  item: string
  /** name of the item */
  item_name: string
  /** text */
  text: string
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** open, accepted or rejected */
  answer: string
  /** name of the answer */
  answer_name: string
  /** why */
  answer_text: string
  /** by whom */
  answered_by: string
  /** when */
  answered_at: string
  /** the correcting run */
  correction: number | null
}

export interface AppealWish {
  /** unit */
  unit: string
  /** code of the item */
  item: string
  /** text */
  text: string
}

export interface AppealAnswer {
  /** open, accepted or rejected */
  answer: string
  /** text */
  text: string
  /** the correcting run */
  correction?: number | null
}

export interface EntryKind {
  /** kind */
  kind: string
  /** name in the language asked for */
  name: string
  /** unit */
  unit: string
}

export interface EntryWish {
  /** unit */
  unit: string
  /** kind */
  kind: string
  /** the period, such as 2021-06 */
  period: string
  /** the value, in the unit */
  value: string
  /** the reason */
  reason: string
  /** evidence */
  evidence?: string | null
  /** the entry that it replaces */
  replaces?: number | null
}

export interface ProjectRow {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** industry, infrastructure, livelihood, ecology or platform */
  class: string
  /** name of the class */
  class_name: string
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** code of the line department */
  department: string
  /** line department */
  department_name: string
  /** code of the leader in charge; empty without one */
  leader: string
  /** the leader in charge */
  leader_name: string
  /** owner */
  owner: string
  /** government or enterprise */
  owner_kind: string
  /** total investment, 10,000 yuan */
  total: number
  /** completed investment since the beginning, 10,000 yuan */
  to_date: number | null
  /** planned investment of the year, 10,000 yuan */
  plan_year: number | null
  /** of it planned to the month's end, 10,000 yuan */
  plan_done: number | null
  /** completed to the month's end, 10,000 yuan */
  done: number | null
  /** of it entered in statistics, 10,000 yuan */
  entered: number | null
  /** per cent of the year's plan that is completed */
  done_pct: number | null
  /** points ahead of time progress */
  ahead_pp: number | null
  /** points ahead of its own plan by month */
  ahead_own_pp: number | null
  /** code of the stage; empty before the first */
  stage: string
  /** the stage that is reached */
  stage_name: string
  /** planned start of work */
  planned_start: string
  /** actual start of work; empty while there is none */
  start: string
  /** actual entry in statistics; empty while there is none */
  entry: string
  /** planned completion */
  planned_end: string
  /** actual completion; empty while there is none */
  end: string
  /** months by which the start of work is late; null without a plan */
  start_months_late: number | null
  /** last month that was reported */
  reported: string
  /** light: green, yellow, red or none */
  lamp: string
  /** name of the light */
  lamp_name: string
  /** why the lamp is on */
  reasons: string
  /** investment that is expected by the year's end, 10,000 yuan */
  year_end: number | null
  /** lower bound of the 80 % range */
  year_end_low80: number | null
  /** upper bound of the 80 % range */
  year_end_high80: number | null
  /** probability of reaching the annual plan, 0 to 1 */
  plan_probability: number | null
  /** day of completion that is foreseen; empty where none is */
  end_forecast: string
  /** probability of completion by the planned day, 0 to 1 */
  end_by_plan_probability: number | null
  /** a sample project */
  sample: boolean
}

export interface ProjectLight {
  /** code of the rule */
  rule: string
  /** light: green, yellow, red or none */
  lamp: string
  /** name of the light */
  lamp_name: string
  /** it is the one that counts */
  counts: boolean
  /** what was measured; null where it is not known */
  value: number | null
  /** made good this month, yellow for its rest */
  made_good: boolean
  /** why */
  reason: string
  /** source of the rule */
  rule_source: string
}

export interface ProjectMonth {
  /** the month */
  month: string
  /** planned investment, 10,000 yuan */
  plan: number | null
  /** completed in the month, 10,000 yuan */
  done: number | null
  /** of it entered in statistics, 10,000 yuan */
  entered: number | null
  /** planned since January, 10,000 yuan */
  plan_to_date: number | null
  /** completed since January, 10,000 yuan */
  done_to_date: number | null
  /** entered in statistics since January, 10,000 yuan */
  entered_to_date: number | null
  /** it was reported */
  reported: boolean
}

export interface ProjectStage {
  /** code of the stage; empty before the first */
  stage: string
  /** name in the language asked for */
  name: string
  /** planned day */
  planned: string
  /** day that the owner foresees */
  forecast: string
  /** actual day */
  actual: string
  /** days after the stage before, by plan */
  duration: number | null
  /** earliest day that is now possible */
  early: string
  /** latest day that does not move the end */
  late: string
  /** slack, days */
  slack: number | null
  /** days behind the plan */
  delay: number | null
  /** it is reached */
  done: boolean
  /** on the critical path */
  critical: boolean
  /** probability of reaching it by the planned day, 0 to 1; 1 or 0 where that is known */
  probability_by_plan: number | null
}

export interface ProjectDifficulty {
  /** the difficulty */
  difficulty: string
  /** code of the unit that must clear it */
  unit: string
  /** name of the unit */
  unit_name: string
  /** day by which it is to be cleared */
  clear_by: string
  /** it is overdue */
  overdue: boolean
}

export interface ProjectVersion {
  /** day on which it was known */
  known_on: string
  /** year of the plan */
  year: string
  /** total investment, 10,000 yuan, as a text */
  total: string
  /** the reason */
  reason: string
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** name of the file */
  file: string
  /** row from 1, 0 for the whole file */
  row: number
  /** number of the submission */
  submission: number
}

export interface EarnedValue {
  /** budget at completion (BAC), 10,000 yuan */
  budget: number | null
  /** planned value (PV), 10,000 yuan */
  planned: number | null
  /** earned value (EV), 10,000 yuan */
  earned: number | null
  /** actual cost (AC), 10,000 yuan */
  spent: number | null
  /** schedule variance, EV - PV */
  schedule_variance: number | null
  /** cost variance, EV - AC */
  cost_variance: number | null
  /** schedule performance index, EV / PV */
  spi: number | null
  /** cost performance index, EV / AC */
  cpi: number | null
  /** estimate at completion (EAC), 10,000 yuan */
  at_completion: number | null
  /** estimate to complete (ETC), 10,000 yuan */
  to_complete: number | null
  /** to-complete performance index */
  tcpi: number | null
}

export interface ProjectQuantile {
  /** probability */
  p: number
  /** what it stays at or below with that probability, 10,000 yuan */
  value: number
}

export interface ProjectForecast {
  /** investment that is expected by the year's end, 10,000 yuan */
  year_end: number | null
  /** lower bound of the 80 % range */
  low80: number | null
  /** upper bound of the 80 % range */
  high80: number | null
  /** lower bound of the 95 % range */
  low95: number | null
  /** upper bound of the 95 % range */
  high95: number | null
  /** probability of reaching the annual plan, 0 to 1 */
  plan_probability: number | null
  /** what the year's end is learnt from */
  method: string
  /** closed project-years that it was learnt from */
  cases: number
  /** median day of completion; empty where none is foreseen */
  end_median: string
  /** earliest day of the 80 % range */
  end_low80: string
  /** latest day of the 80 % range */
  end_high80: string
  /** probability of completion by the planned day, 0 to 1 */
  end_by_plan_probability: number | null
  /** what the day is learnt from, or why none is foreseen */
  end_method: string
  /** stated dates of stages that it was learnt from; 0 where none is foreseen */
  end_cases: number
  /** quantiles, for a fan */
  quantiles: ProjectQuantile[]
}

export interface Project {
  /** the month */
  month: string
  /** the project */
  project: ProjectRow
  /** the columns of the register */
  facts: { [name: string]: unknown }
  /** lights, those that count first */
  lights: ProjectLight[]
  /** day on which all stages are reached by plan */
  planned_end: string
  /** day on which all stages are reached as it stands */
  early_end: string
  /** days behind the plan */
  delay_days: number
  /** investment by month */
  curve: ProjectMonth[]
  /** stages */
  stages: ProjectStage[]
  /** difficulties of the last report */
  difficulties: ProjectDifficulty[]
  /** monthly reports */
  reports: { [name: string]: unknown }[]
  /** versions of the register */
  versions: ProjectVersion[]
  /** earned value; null where none was reported */
  value: EarnedValue | null
  /** what is foreseen; null where nothing is */
  forecast: ProjectForecast | null
}

export interface ReportWish {
  /** the month, such as 2021-11 */
  month: string
  /** completed in the month, 10,000 yuan, as a text */
  done: string
  /** completed investment to date as a text; the last one and the month's by default */
  to_date?: string | null
  /** of the month entered in statistics, as a text; by default the month's where the project is entered, else 0 */
  entered?: string | null
  /** visible progress, in words */
  progress: string
  /** SHA-256 of the picture */
  picture?: string | null
  /** dates of stages, rows of {stage, actual, forecast}; - withdraws one */
  stages?: { [name: string]: unknown }[]
  /** difficulties, rows of {difficulty, unit, clear_by} */
  difficulties?: { [name: string]: unknown }[]
  /** the reason */
  reason?: string | null
}

export interface ProjectLeagueRow {
  /** the place */
  place: number | null
  /** how many have a place */
  of: number | null
  /** code; * is all */
  code: string
  /** name in the language asked for */
  name: string
  /** projects */
  n: number
  /** total investment, 10,000 yuan */
  total: number
  /** planned investment of the year, 10,000 yuan */
  plan_year: number
  /** completed to the month's end, 10,000 yuan */
  done: number
  /** of it entered in statistics, 10,000 yuan */
  entered: number
  /** per cent of the year's plan that is completed */
  done_pct: number | null
  /** points ahead of time progress */
  ahead_pp: number | null
  /** points ahead of its own plan by month */
  ahead_own_pp: number | null
  /** projects that have started */
  started: number
  /** projects planned to start this year */
  new: number
  /** of them started */
  new_started: number
  /** share of this year's starts that have started, % */
  start_pct: number | null
  /** share of this year's completions that are completed, % */
  end_pct: number | null
  /** share of started projects that are entered in statistics, % */
  entry_pct: number | null
  /** projects with a green lamp */
  green: number
  /** projects with a yellow lamp */
  yellow: number
  /** projects with a red lamp */
  red: number
  /** light: green, yellow, red or none */
  lamp: string
  /** name of the light */
  lamp_name: string
  /** why the lamp is on */
  reasons: string
  /** sample projects among them */
  sample: number
}

export interface ProjectListed {
  /** the list: snail, red, black ... */
  list: string
  /** project, area, department, class or leader */
  scope: string
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** code of the rule */
  rule: string
  /** light: green, yellow, red or none */
  lamp: string
  /** name of the light */
  lamp_name: string
  /** it is the one that counts */
  counts: boolean
  /** what was measured */
  value: number | null
  /** made good this month, yellow for its rest */
  made_good: boolean
  /** why it is on the list */
  reason: string
  /** source of the rule */
  rule_source: string
  /** sample figures are in it */
  sample: boolean
}

export interface ProjectBatch {
  /** code of the batch */
  batch: string
  /** name in the language asked for */
  name: string
  /** date */
  date: string
  /** code of the group */
  group: string
  /** the group */
  group_name: string
  /** projects */
  n: number
  /** total investment, 10,000 yuan */
  total: number
  /** planned investment of the year, 10,000 yuan */
  planned_year: number
  /** published or sample */
  status: string
  /** where it was published */
  source: string
}

export interface StageRow {
  /** class of projects; * is those without rows of their own */
  class: string
  /** code of the stage; empty before the first */
  stage: string
  /** Chinese name */
  name_zh: string
  /** English name */
  name_en: string
  /** order */
  order: string
  /** stages that must be reached before */
  before: string
  /** start, entry, completion or other */
  kind: string
  /** where it was published */
  source: string
}

export interface InvestIndicator {
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** projects that name it */
  n: number
  /** planned investment of the year, 10,000 yuan */
  plan_year: number
  /** completed to the month's end, 10,000 yuan */
  done: number
  /** of it entered in statistics, 10,000 yuan */
  entered: number
  /** the indicator's figure to date, 10,000 yuan */
  figure: number | null
  /** the figure is a sample */
  figure_sample: boolean | null
  /** of it from outside the register, 10,000 yuan; null for who sees a part of the projects */
  rest: number | null
  /** the year's target, 10,000 yuan; null without one, or where it may not be seen */
  target: number | null
  /** what is still to be entered this year, 10,000 yuan */
  needed: number | null
  /** what its projects could still bring by plan, 10,000 yuan */
  in_reach: number | null
}

export interface InvestMonth {
  /** the month */
  month: string
  /** planned investment, 10,000 yuan */
  plan: number | null
  /** completed in the month, 10,000 yuan */
  done: number | null
  /** of it entered in statistics, 10,000 yuan */
  entered: number | null
}

export interface InvestStage {
  /** code of the stage; empty before the first */
  stage: string
  /** name in the language asked for */
  name: string
  /** projects */
  n: number
  /** total investment, 10,000 yuan */
  total: number
  /** planned investment of the year, 10,000 yuan */
  plan_year: number
  /** completed to the month's end, 10,000 yuan */
  done: number
  /** of it entered in statistics, 10,000 yuan */
  entered: number
}

export interface InvestCandidate {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** what it takes: start, entry or pace */
  how: string
  /** what it takes */
  how_name: string
  /** how much, 10,000 yuan */
  amount: number
  /** with those before it, 10,000 yuan */
  running: number
  /** codes of the indicators, separated by semicolons */
  indicators: string
  /** sample figures are in it */
  sample: boolean
}

export interface InvestWorst {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** how much less than the annual plan is expected, 10,000 yuan */
  shortfall: number
  /** sample figures are in it */
  sample: boolean
}

export interface InvestTotal {
  /** projects with an annual plan */
  n: number
  /** planned investment, 10,000 yuan */
  plan: number | null
  /** completed to the month's end, 10,000 yuan */
  done: number | null
  /** investment that is expected by the year's end, 10,000 yuan */
  year_end: number | null
  /** lower bound of the 80 % range */
  low80: number | null
  /** upper bound of the 80 % range */
  high80: number | null
  /** lower bound of the 95 % range */
  low95: number | null
  /** upper bound of the 95 % range */
  high95: number | null
  /** probability of reaching the annual plan, 0 to 1 */
  plan_probability: number | null
  /** share of the variance that projects have in common, 0 to 0.9 */
  common: number
  /** what the year's end is learnt from */
  method: string
  /** the ten that cost the plan most */
  worst: InvestWorst[]
}

export interface Invest {
  /** the month */
  month: string
  /** indicators */
  indicators: InvestIndicator[]
  /** months */
  months: InvestMonth[]
  /** by stage */
  pipeline: InvestStage[]
  /** projects that could bring it, largest first */
  candidates: InvestCandidate[]
  /** what is foreseen of the year's total */
  total: InvestTotal
}

export interface DriverNode {
  /** code of the driver tree */
  tree: string
  /** code of the node */
  node: string
  /** the node that it is part of; empty for the total */
  parent: string
  /** depth */
  depth: number
  /** name in the language asked for */
  name: string
  /** share in the base year, % */
  share_pct: number | null
  /** where the share is from: published, derived, forecast or sample */
  share_status: string
  /** growth on the year, % */
  growth: number | null
  /** status of the growth */
  growth_status: string
  /** contribution, points */
  points: number | null
  /** residual, points */
  residual: number | null
  /** parts that are not known */
  unknown_parts: number
  /** sample figures are in it */
  sample: boolean
  /** growth under the assumptions, % */
  what_if_growth: number | null
  /** points under the assumptions */
  what_if_points: number | null
  /** residual under the assumptions, points */
  what_if_residual: number | null
  /** the change, points */
  change: number | null
  /** reckoned from assumptions, not statistics */
  what_if: boolean
}

export interface DriverLink {
  /** code of the driver */
  driver: string
  /** name in the language asked for */
  name: string
  /** code of the node */
  node: string
  /** growth on the year, % */
  growth: number | null
  /** status of the growth */
  growth_status: string
  /** points of the node for a point of it */
  elasticity: number
  /** where the elasticity comes from */
  elasticity_source: string
  /** standard deviation of its own past moves, points */
  own_moves: number | null
}

export interface TornadoRow {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** driver or node */
  kind: string
  /** points by which it is moved */
  step: number | null
  /** growth of the total with it moved down, % */
  low: number | null
  /** growth of the total with it moved up, % */
  high: number | null
  /** how far the total moves, points */
  swing: number | null
  /** reckoned from assumptions, not statistics */
  what_if: boolean
}

export interface WaterfallRow {
  /** code of the node */
  node: string
  /** the node that it is part of; empty for the total */
  parent: string
  /** name in the language asked for */
  name: string
  /** the earlier period */
  from: string
  /** the later period */
  to: string
  /** points then */
  before: number | null
  /** points now */
  after: number | null
  /** the change, points */
  change: number | null
  /** of it because the share changed */
  by_weight: number | null
  /** of it because growth changed */
  by_growth: number | null
  /** residual, points */
  residual: number | null
}

export interface DriverSolved {
  /** code */
  code: string
  /** name in the language asked for */
  name: string
  /** growth that the total is to reach, % */
  goal: number
  /** growth on the year, % */
  growth: number | null
  /** what it must grow, % */
  needed: number | null
  /** what the total then grows, % */
  reached: number | null
  /** points of the total for a point of it */
  slope: number | null
  /** reckoned from assumptions, not statistics */
  what_if: boolean
}

export interface Drivers {
  /** code of the driver tree */
  tree: string
  /** code of the area */
  area: string
  /** name of the area */
  area_name: string
  /** the period, such as 2021-06 */
  period: string
  /** on growth as foreseen for the year */
  year_end: boolean
  /** sample figures are in it */
  sample: boolean
  /** reckoned from assumptions, not statistics */
  what_if: boolean
  /** a notice */
  notice: string
  /** assumptions that do not reach the total */
  lost_changes: number
  /** the assumptions */
  changes: string[]
  /** nodes */
  rows: DriverNode[]
  /** drivers */
  drivers: DriverLink[]
  /** how the total moves with each */
  tornado: TornadoRow[]
  /** from a period to another; empty where none was asked for */
  waterfall: WaterfallRow[]
  /** what it must grow for the target; null where that was not asked */
  solved: DriverSolved | null
  /** the scenario as it was saved; empty where it was not */
  saved: Scenario[]
}

export interface Scenario {
  /** number */
  id: number
  /** name in the language asked for */
  name: string
  /** code of the driver tree */
  tree: string
  /** code of the area */
  area: string
  /** the period, such as 2021-06 */
  period: string
  /** on growth as foreseen for the year */
  year_end: boolean
  /** as known on that day; empty is all that was known when it was saved */
  as_of: string
  /** the assumptions, separated by blanks */
  changes: string
  /** growth on the year, % */
  growth: number | null
  /** growth under the assumptions, % */
  what_if_growth: number | null
  /** note */
  note: string
  /** who handed it in */
  by: string
  /** when, UTC */
  at: string
  /** number in the audit chain */
  audit_seq: number
  /** sample figures are in it */
  sample: boolean
  /** reckoned from assumptions, not statistics */
  what_if: boolean
  /** a notice */
  notice: string
}

export interface ScenarioWish {
  /** name in the language asked for */
  name: string
  /** note */
  note?: string | null
  /** the period, such as 2021-06 */
  period: string
  /** assumptions separated by semicolons, such as IVA=+1;IVB=12 */
  set: string
  /** on growth as foreseen for the year */
  year_end?: boolean | null
}

export interface ScenarioNode {
  /** code of the node */
  node: string
  /** name of the scenario */
  scenario: string
  /** the period, such as 2021-06 */
  period: string
  /** share in the base year, % */
  share_pct: number | null
  /** growth on the year, % */
  growth: number | null
  /** growth under the assumptions, % */
  what_if_growth: number | null
  /** the change, points */
  change: number | null
  /** points under the assumptions */
  what_if_points: number | null
  /** residual under the assumptions, points */
  what_if_residual: number | null
  /** sample figures are in it */
  sample: boolean
  /** reckoned from assumptions, not statistics */
  what_if: boolean
}

export interface BarometerPart {
  /** code of the barometer */
  barometer: string
  /** code of the indicator */
  indicator: string
  /** name in the language asked for */
  name: string
  /** value, yoy, avg2, rank or rank_value */
  measure: string
  /** up: more is better; down: less is better */
  direction: string
  /** weight, % */
  weight_pct: number
  /** the value, in the unit */
  value: number | null
  /** standardised, sign turned */
  z: number | null
  /** what it brings to the index, points */
  points: number | null
  /** months of the window in which it is known */
  known_months: number
  /** what is said of its lead */
  lead: string
  /** where it was published */
  source: string
  /** sample figures are in it */
  sample: boolean
}

export interface BarometerMonth {
  /** the period, such as 2021-06 */
  period: string
  /** the index: 100 is the mean, 10 a standard deviation */
  index: number | null
  /** share of the weight that was known, % */
  share_pct: number | null
  /** what it is held against */
  target: number | null
}

export interface BarometerRecord {
  /** months of lead with the highest correlation; null where none can be told */
  lead_months: number | null
  /** the correlation there */
  correlation: number | null
  /** the correlation in the same month */
  correlation_same_month: number | null
  /** months that were compared */
  pairs: number
  /** months ahead that a call is about */
  call_months: number
  /** calls that were made */
  calls: number
  /** share of the calls that were right */
  hit_rate: number | null
  /** share that "as last time" would have had right */
  hit_rate_base: number | null
  /** turns among them */
  turns: number
  /** turns that were called right */
  turns_right: number
}

export interface Barometer {
  /** code of the barometer */
  barometer: string
  /** name in the language asked for */
  name: string
  /** code of the area */
  area: string
  /** the period, such as 2021-06 */
  period: string
  /** code of the indicator that it is held against */
  target: string
  /** the indicator that it is held against */
  target_name: string
  /** the measure that it is held against: value or yoy */
  target_measure: string
  /** months over which it is standardised */
  window: number
  /** the index: 100 is the mean, 10 a standard deviation */
  index: number | null
  /** index of the month before that has one */
  index_before: number | null
  /** code of the band */
  band: string
  /** the band */
  band_name: string
  /** sample figures are in it */
  sample: boolean
  /** how right its calls were */
  record: BarometerRecord
  /** the parts */
  parts: BarometerPart[]
  /** months */
  months: BarometerMonth[]
}

export interface AuditEntry {
  /** number in the chain */
  seq: number
  /** when, UTC */
  at: string
  /** who did it */
  by: string
  /** what was done */
  action: string
  /** to what */
  subject: string
  /** the content */
  content: string
  /** SHA-256 of the entry before */
  previous: string
  /** SHA-256 */
  sha256: string
}

/** What a GET of each address answers. */
export interface Answers {
  'session': Session
  'tokens': { total: number; limit: number; offset: number; items: Token[] }
  'accounts': { total: number; limit: number; offset: number; items: Account[] }
  'city': City
  'areas': { total: number; limit: number; offset: number; items: Area[] }
  'indicators': { total: number; limit: number; offset: number; items: Indicator[] }
  'responsibility': { total: number; limit: number; offset: number; items: Responsibility[] }
  'tables': Tables
  'tables/{kind}': TableState
  'card': Card
  'indicators/{code}': Situation
  'indicators/{code}/history': { total: number; limit: number; offset: number; items: Fact[] }
  'indicators/{code}/why': Why
  'indicators/{code}/towns': Towns
  'indicators/{code}/peers': { total: number; limit: number; offset: number; items: Peer[] }
  'league': League
  'portfolio': { total: number; limit: number; offset: number; items: PortfolioRow[] }
  'record': Record
  'projects': { total: number; limit: number; offset: number; items: ProjectRow[] }
  'projects/league': { total: number; limit: number; offset: number; items: ProjectLeagueRow[] }
  'projects/lists': { total: number; limit: number; offset: number; items: ProjectListed[] }
  'projects/batches': { total: number; limit: number; offset: number; items: ProjectBatch[] }
  'projects/{code}': Project
  'stages': { total: number; limit: number; offset: number; items: StageRow[] }
  'invest': Invest
  'drivers': Drivers
  'scenarios': { total: number; limit: number; offset: number; items: Scenario[] }
  'scenarios/compare': { total: number; limit: number; offset: number; items: ScenarioNode[] }
  'barometer': Barometer
  'missing': { total: number; limit: number; offset: number; items: Missing[] }
  'revisions': { total: number; limit: number; offset: number; items: Revision[] }
  'submissions': { total: number; limit: number; offset: number; items: Submission[] }
  'reviews': { total: number; limit: number; offset: number; items: Review[] }
  'forms': { total: number; limit: number; offset: number; items: Form[] }
  'forms/{kind}/{unit}': FormFull
  'completeness': Completeness
  'locks': { total: number; limit: number; offset: number; items: Lock[] }
  'meetings': { total: number; limit: number; offset: number; items: MeetingRow[] }
  'meetings/{id}': Meeting
  'tasks': { total: number; limit: number; offset: number; items: TaskRow[] }
  'tasks/{id}': Task
  'supervision': Supervision
  'notices': { total: number; limit: number; offset: number; items: Notice[] }
  'schemes': { total: number; limit: number; offset: number; items: SchemeRow[] }
  'schemes/{scheme}': Scheme
  'scores': { total: number; limit: number; offset: number; items: RunRow[] }
  'scores/draft': Score
  'scores/{id}': Score
  'scores/{id}/why': ScoreWhy
  'scores/{id}/what-if': { total: number; limit: number; offset: number; items: WhatIf[] }
  'scores/{id}/compare': { total: number; limit: number; offset: number; items: ScoreChange[] }
  'appeals': { total: number; limit: number; offset: number; items: Appeal[] }
  'entries': { total: number; limit: number; offset: number; items: ScoreEntry[] }
  'entry-kinds': { total: number; limit: number; offset: number; items: EntryKind[] }
  'audit': { total: number; limit: number; offset: number; items: AuditEntry[] }
  'jobs/{id}': Job
}
