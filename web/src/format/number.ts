/* The one place where a number becomes text. Figures of officials' papers: no grouping in Chinese, a true minus sign in
   tables, words for the sign in sentences; a difference of two percentages is in percentage points, never in %. */
import type { Lang } from '@/i18n'

export const NONE = '—'
const MINUS = '\u2212'

export type Maybe = number | null | undefined

export function known(x: Maybe): x is number {
  return typeof x === 'number' && Number.isFinite(x)
}

/** Half away from zero, as statistics are published: 1.005 is 1.01, -0.25 is -0.3. */
export function rounded(x: number, decimals: number): number {
  const shifted = Number(Math.abs(x) + 'e' + decimals)
  const whole = Number.isFinite(shifted) ? Math.round(shifted) : NaN
  const result = Number.isNaN(whole) ? Number(x.toFixed(decimals)) : Math.sign(x) * Number(whole + 'e-' + decimals)
  return result === 0 ? 0 : result
}

/** "1234.50"; in English "1,234.50". */
export function figure(x: Maybe, decimals: number, lang: Lang = 'zh'): string {
  if (!known(x)) return NONE
  const r = rounded(x, decimals)
  const text = Math.abs(r).toFixed(decimals)
  const [whole, part] = text.split('.')
  const grouped = lang === 'en' ? whole!.replace(/\B(?=(\d{3})+$)/g, ',') : whole!
  return (r < 0 ? MINUS : '') + grouped + (part ? '.' + part : '')
}

/** "+12.1", "−3.0", "0.0": for growths and differences. */
export function signed(x: Maybe, decimals = 1): string {
  if (!known(x)) return NONE
  const r = rounded(x, decimals)
  return (r > 0 ? '+' : '') + figure(r, decimals)
}

export function percent(x: Maybe, decimals = 1): string {
  return known(x) ? figure(x, decimals) + '%' : NONE
}

/** A probability as whole per cent, never a certainty, and never rounded up to a round ten, where words begin: 0.799 is
    79%, not the 80% from which a target is "expected to be met". */
export function probability(p: Maybe): string {
  if (!known(p)) return NONE
  if (p > 0.995) return '>99%'
  if (p < 0.005) return '<1%'
  const near = Math.round(p * 100)
  return (near % 10 === 0 && near > p * 100 + 1e-9 ? near - 1 : near) + '%'
}
