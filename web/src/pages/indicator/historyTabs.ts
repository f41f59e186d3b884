/* Which histories an indicator has, and what each of them shows. */
import type { Fact, Situation } from '@/api/schema'
import { pointsOf, upTo, type Point } from '@/charts/series'
import type { Fan } from '@/charts/spark'
import { monthIndex } from '@/format/period'
import type { Key } from '@/i18n'

export interface Tab {
  key: string
  title: Key
  points: Point[]
  fan: Fan | null
  target: number | null
  bars: boolean
  growth: boolean
  basis: string
  measure: string
}

export function historyTabs(s: Situation, facts: readonly Fact[], stock: boolean): Tab[] {
  const now = monthIndex(s.period)
  const december = Math.floor(now / 12) * 12 + 11
  const known = (measure: string, bases: string[]): Point[] => upTo(pointsOf(facts, measure, bases), now)
  const level =
    s.year_end === null ? null : { at: december, mid: s.year_end, low: s.year_end_low80, high: s.year_end_high80 }
  const growth =
    s.year_end_growth === null
      ? null
      : { at: december, mid: s.year_end_growth, low: s.year_end_growth_low80, high: s.year_end_growth_high80 }
  const targetOf = (measure: string): number | null => (s.target_measure === measure ? s.target : null)
  const recent = (points: Point[]): Point[] => points.filter((p) => p.at > now - 54)
  const tabs: Tab[] = [
    {
      key: 'growth',
      title: 'ind.tab.growth',
      points: recent(known('yoy', ['ytd', 'year'])),
      fan: growth,
      target: targetOf('yoy'),
      bars: false,
      growth: true,
      basis: 'ytd',
      measure: 'yoy',
    },
    {
      key: 'value',
      title: 'ind.tab.value',
      points: recent(known('value', ['ytd', 'year'])),
      fan: level,
      target: targetOf('value'),
      bars: false,
      growth: false,
      basis: 'ytd',
      measure: 'value',
    },
    {
      key: 'point',
      title: 'ind.tab.point',
      points: recent(known('value', ['point'])),
      fan: stock ? level : null,
      target: targetOf('value'),
      bars: false,
      growth: false,
      basis: 'point',
      measure: 'value',
    },
    {
      key: 'single',
      title: 'ind.tab.single',
      points: recent(single(known('value', ['ytd', 'year']), known('value', ['month']), !stock)),
      fan: null,
      target: null,
      bars: true,
      growth: false,
      basis: 'month',
      measure: 'value',
    },
    {
      key: 'year',
      title: 'ind.tab.year',
      points: known('value', ['year']),
      fan: level,
      target: targetOf('value'),
      bars: true,
      growth: false,
      basis: 'year',
      measure: 'value',
    },
  ]
  return tabs.filter((tab) => tab.points.length > 1 && (tab.key !== 'value' || !stock))
}

/** A month as published, else the difference of two years to date that follow each other. */
export function single(ytd: readonly Point[], published: readonly Point[], sums: boolean): Point[] {
  const result = new Map<number, Point>()
  for (let i = 1; sums && i < ytd.length; i++) {
    const [a, b] = [ytd[i - 1]!, ytd[i]!]
    if (b.at === a.at + 1 && Math.floor(a.at / 12) === Math.floor(b.at / 12))
      result.set(b.at, {
        ...b,
        value: b.value - a.value,
        basis: 'month',
        period: periodText(b.at),
        status: a.status === 'sample' ? 'sample' : b.status,
      })
  }
  for (const p of published) result.set(p.at, p)
  return [...result.values()].sort((a, b) => a.at - b.at)
}

function periodText(at: number): string {
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}
