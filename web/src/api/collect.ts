/* Answers about collecting: forms, completeness, reviews, locks. */
export interface FormHead {
  unit_kind: string
  unit: string
  name: string
  period: string
  due_on: string
  late_days: number
  n_due: number
  n_in: number
  n_approved: number
  n_missing: number
  n_late: number
  n_returned: number
  state: string
}

interface Owed {
  indicator: string
  name: string
  /** of the figure, as typed in */
  unit: string
  area: string
  area_name: string
  measure: string
  basis: string
  period: string
  state: string
  reason: string
  submission: number | null
  by: string
  at: string
  due_on: string
  late_days: number
  locked: boolean
  forecast_only: boolean
}

export interface FormCell extends Owed {
  decimals: number
  value: number | null
  status: string
  before: number | null
  before_period: string
  last_year: number | null
  expected_low: number | null
  expected_high: number | null
}

export interface FormSheet extends FormHead { cells: FormCell[] }
export type OwedCell = Owed
export interface OwedUnit extends Omit<FormHead, 'unit' | 'period' | 'state'> { unit: string; locked: boolean; cells: OwedCell[] }
export interface Board {
  period: string
  units: OwedUnit[]
  counts: { n_due: number; n_in: number; n_approved: number; n_missing: number; n_late: number; n_returned: number }
}
export interface Review { id: number; submission: number; decision: string; reason: string; by: string; at: string; audit: number }
export interface Lock { id: number; period: string; department: string; locked: boolean; reason: string; by: string; at: string; counts: boolean; audit: number }

interface Page<T> { total: number; limit: number; offset: number; items: T[] }

declare module './schema' {
  interface Answers {
    'forms': Page<FormHead>
    'forms/{kind}/{unit}': FormSheet
    'completeness': Board
    'reviews': Page<Review>
    'locks': Page<Lock>
  }
}
