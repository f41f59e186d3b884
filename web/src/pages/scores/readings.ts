/* What a formula reads, told in words: growth("IVA") 2021-09 is 规上工业增加值 增速, 2021年1–9月. */
import { figure, known, type Maybe } from '@/format/number'
import type { Lang } from '@/i18n'
import type { WhatIf, WhyStep } from './types'

export interface Reading {
  reader: string
  code: string
  second: string
  whole: boolean
  period: string
}

const CALL = /^(\w+)\((?:"([^"]*)"(?:,\s*"([^"]*)")?)?\)(?:\s+(\S+))?$/
const WHOLE = /^city\((\w+\([^)]*\))\)(.*)$/

/** Of growth("IVA"), city(value("IVA", "ytd")) 2021-09; null of anything else. */
export function readingOf(text: string): Reading | null {
  const whole = WHOLE.exec(text.trim())
  const m = CALL.exec(whole ? whole[1]! + whole[2]! : text.trim())
  return m && { reader: m[1]!, code: m[2] ?? '', second: m[3] ?? '', whole: !!whole, period: m[4] ?? '' }
}

/** 12.3 of "%" is "12.3%", of "亿元" "12.3 亿元" as the page sets units; whole numbers stay whole. */
export function valueText(x: Maybe, unit: string, after: (unit: string) => string, lang: Lang): string {
  if (!known(x)) return lang === 'zh' ? '未知' : 'unknown'
  const plain = figure(x, 4, lang)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
  if (unit === '%') return plain + '%'
  if (unit === 'pp') return lang === 'zh' ? plain + '个百分点' : plain + ' points'
  return plain + (unit ? after(unit) : '')
}

export function stepText(s: WhyStep, after: (unit: string) => string, lang: Lang): string {
  if (s.truth && known(s.value)) return s.value ? (lang === 'zh' ? '是' : 'yes') : lang === 'zh' ? '否' : 'no'
  return valueText(s.value, s.unit, after, lang)
}

export type Effort = 'growth_up' | 'growth_down' | 'points_up' | 'points_down' | 'value_up' | 'value_down'

/** Which words tell the step: a rate goes up by points, an amount by its unit. */
export function effortOf(w: Pick<WhatIf, 'reading' | 'unit' | 'step'>): Effort {
  const kind =
    readingOf(w.reading)?.reader === 'growth' ? 'growth' : w.unit === '%' || w.unit === 'pp' ? 'points' : 'value'
  return `${kind}_${w.step < 0 ? 'down' : 'up'}`
}
