/* Periods as officials write them: 2021-06 of a year to date is 1–6月, never "2021-06". */
import type { Lang } from '@/i18n'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export type Basis = 'month' | 'quarter' | 'ytd' | 'year' | 'point'

export interface When {
  year: number
  month: number
  quarter: number
}

/** Of "2021", "2021-06", "2021Q2" or "2021-06-30"; null of anything else. */
export function when(period: string): When | null {
  const m = /^(\d{4})(?:-(\d{2})(?:-\d{2})?|Q([1-4]))?$/.exec(period)
  if (!m) return null
  const quarter = m[3] ? Number(m[3]) : 0
  return { year: Number(m[1]), month: m[2] ? Number(m[2]) : quarter * 3, quarter }
}

/** "1–6月", "6月", "二季度", "6月末", "全年". */
export function withinYear(period: string, basis: string, lang: Lang): string {
  const w = when(period)
  if (!w) return period
  if (!w.month || basis === 'year') return lang === 'zh' ? '全年' : 'Year'
  const name = MONTHS[w.month - 1]!
  if (w.quarter && basis !== 'ytd') return lang === 'zh' ? '一二三四'[w.quarter - 1]! + '季度' : 'Q' + w.quarter
  if (basis === 'point') return lang === 'zh' ? w.month + '月末' : 'end ' + name
  if (basis === 'ytd' && w.month > 1) return lang === 'zh' ? `1–${w.month}月` : `Jan–${name}`
  return lang === 'zh' ? w.month + '月' : name
}

/** "2021年1–6月", "Jan–Jun 2021", "2020年". */
export function periodTitle(period: string, basis: string, lang: Lang): string {
  const w = when(period)
  if (!w) return period
  if (!w.month || basis === 'year') return lang === 'zh' ? w.year + '年' : String(w.year)
  const inner = withinYear(period, basis, lang)
  return lang === 'zh' ? `${w.year}年${inner}` : `${inner} ${w.year}`
}

/** Months from the year 0: for the order of periods and for axes of time. */
export function monthIndex(period: string): number {
  const w = when(period)
  return w ? w.year * 12 + (w.month || 12) - 1 : NaN
}

export function periodOf(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}
