/* A number as people type it, and what is asked back about it while they type. Nothing here refuses: the figure is that
   of whoever reports it. */
import { figure, known, rounded, type Maybe } from '@/format/number'
import type { Lang } from '@/i18n'

export type Typed = { kind: 'empty' } | { kind: 'number'; value: number; text: string } | { kind: 'wrong' }

/** "1,234.5", "１２３４．５", "−3.2 %", "(3.2)"; the text is what is handed in. */
export function typed(raw: string): Typed {
  let s = raw
    .normalize('NFKC')
    .replace(/[\s\u00a0]/g, '')
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .replace(/%$/, '')
  if (s === '') return { kind: 'empty' }
  if (/^\(.+\)$/.test(s)) s = '-' + s.slice(1, -1)
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(s)) s = s.replace(/,/g, '')
  s = s.replace(/^\+/, '')
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(s)) return { kind: 'wrong' }
  return { kind: 'number', value: Number(s), text: s.replace(/^(-?)\./, '$10.').replace(/\.$/, '') }
}

export interface Expected {
  measure: string
  decimals: number
  last_year: Maybe
  before: Maybe
  expected_low: Maybe
  expected_high: Maybe
}

export type Doubt = 'wrong' | 'sign' | 'scale' | 'far' | 'same' | 'digits'
export interface Asked {
  doubt: Doubt
  low?: string
  high?: string
  times?: string
}

const decimalsOf = (text: string): number => (text.split('.')[1] ?? '').length

/** The one question that matters most about what was typed; null when there is none. */
export function asked(raw: string, of: Expected, lang: Lang): Asked | null {
  const x = typed(raw)
  if (x.kind === 'empty') return null
  if (x.kind === 'wrong') return { doubt: 'wrong' }
  const level = of.measure === 'value'
  const near = known(of.last_year) && of.last_year !== 0 ? of.last_year : of.before
  if (level && x.value < 0 && known(near) && near > 0) return { doubt: 'sign' }
  if (level && known(near) && near > 0 && x.value > 0) {
    const times = x.value / near
    if (times >= 8 || times <= 0.125)
      return { doubt: 'scale', times: figure(times >= 1 ? rounded(times, 0) : rounded(1 / times, 0), 0, lang) }
  }
  const { expected_low: low, expected_high: high } = of
  if (known(low) && known(high) && (x.value < low || x.value > high))
    return { doubt: 'far', low: figure(low, of.decimals, lang), high: figure(high, of.decimals, lang) }
  if (level && known(of.last_year) && x.value === of.last_year && x.value !== 0) return { doubt: 'same' }
  if (decimalsOf(x.text) > of.decimals + 2) return { doubt: 'digits' }
  return null
}
