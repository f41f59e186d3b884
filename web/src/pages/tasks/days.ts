/* Days as officials count them: "还有 5 天", "逾期 12 天（按首次时限 30 天）". Days are texts such as 2021-11-05. */
import { t, type Key, type Lang } from '@/i18n'
import type { Tone } from '@/parts/tones'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number): string => String(n).padStart(2, '0')

/** Days from 1 January 1970; NaN of what is no day. */
export function dayNumber(day: string): number {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return m ? Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])) / 86400000 : NaN
}

export function dayOf(number: number): string {
  return new Date(number * 86400000).toISOString().slice(0, 10)
}

export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

/** 1 is Monday. */
export const weekday = (day: string): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1

/** The reader's today, or the day whose knowledge is looked at. */
export function today(asOf: string, now = new Date()): string {
  return asOf || `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** "2021年11月5日", "5 Nov 2021". */
export function dayTitle(day: string, lang: Lang): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!m) return day
  const [year, month, date] = [Number(m[1]), Number(m[2]), Number(m[3])]
  return lang === 'zh' ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`
}

/** "11月5日", "5 Nov": where the year is plain. */
export function dayShort(day: string, lang: Lang): string {
  return lang === 'zh' ? dayTitle(day, lang).replace(/^\d+年/, '') : dayTitle(day, lang).replace(/ \d+$/, '')
}

/** The short form, or the long one of another year. */
export function dayNear(day: string, near: string, lang: Lang): string {
  return day.slice(0, 4) === near.slice(0, 4) ? dayShort(day, lang) : dayTitle(day, lang)
}

export function monthTitle(month: string, lang: Lang): string {
  const [year, m] = [month.slice(0, 4), Number(month.slice(5))]
  return lang === 'zh' ? `${year}年${m}月` : `${MONTHS[m - 1]} ${year}`
}

/** "每周五", "每月 28 日前"; empty of none. */
export function rhythmWords(rhythm: string): string {
  const m = /^(weekly|monthly):(\d+)$/.exec(rhythm)
  if (!m) return ''
  return m[1] === 'weekly'
    ? t('rhythm.weekly', { day: t(`weekday.${m[2]}` as Key) })
    : t('rhythm.monthly', { day: m[2]! })
}

/** The due date as it stood when an event was written: the first one, moved by the extensions before it. */
export function dueAt(
  task: { first_due_on: string; due_on: string; events: readonly { id: number; verb: string; date: string }[] },
  event: number,
): string {
  const moved = task.events.filter((e) => e.verb === 'extend' && e.date && e.id < event).pop()
  return moved?.date || task.first_due_on || task.due_on
}

export interface Timed {
  state: string
  days_left: number | null
  late_days: number
  late_first_days: number
}
export const ENDED: readonly string[] = ['closed', 'withdrawn', 'merged']

export function dayWords(x: Timed): { text: string; tone: Tone } {
  const first = x.late_first_days > x.late_days ? t('days.first', { n: x.late_first_days }) : ''
  if (x.state === 'closed')
    return x.late_days > 0
      ? { text: t('days.closed_late', { n: x.late_days }) + first, tone: 'none' }
      : { text: t('days.closed') + first, tone: 'none' }
  if (ENDED.includes(x.state)) return { text: '', tone: 'none' }
  if (x.late_days > 0) return { text: t('days.late', { n: x.late_days }) + first, tone: 'bad' }
  if (x.days_left === null) return { text: '', tone: 'none' }
  if (x.days_left === 0) return { text: t('days.today') + first, tone: 'warn' }
  return { text: t('days.left', { n: x.days_left }) + first, tone: x.days_left <= 3 ? 'warn' : 'none' }
}
