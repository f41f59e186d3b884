/* What became of the figure since the task was issued: the line before in grey, since in colour, the day marked. */
import { figure, known, signed } from '@/format/number'
import type { Lang } from '@/i18n'
import type { ChartOption } from '@/charts/echarts'
import { common, type Palette } from '@/charts/palette'
import type { TaskEffect, TaskEffectPoint } from './types'

export type EffectMeasure = 'growth' | 'value'

/** Growth where it is known of two points at least: effects are told in points. */
export function measuresOf(e: Pick<TaskEffect, 'points'>): EffectMeasure[] {
  const has = (m: EffectMeasure): boolean => e.points.filter((p) => known(p[m])).length > 1
  return (['growth', 'value'] as const).filter(has)
}

/** Where the line of the issue stands: before the first point that is since; null where there is none. */
export const issuedAt = (points: readonly TaskEffectPoint[]): number | null => {
  const at = points.findIndex((p) => p.since)
  return at < 0 ? null : at
}

export interface EffectWords {
  issued: string
  before: string
  since: string
  target: string
}

export function effectOption(
  e: TaskEffect,
  measure: EffectMeasure,
  words: EffectWords,
  lang: Lang,
  p: Palette,
): ChartOption {
  const c = common(p)
  const axis = c.axis as object
  const first = issuedAt(e.points)
  const shown = (v: number): string =>
    measure === 'growth' ? signed(v) + '%' : figure(v, e.decimals, lang) + ' ' + e.unit
  const dot = (x: TaskEffectPoint, colour: string): object => ({
    value: x[measure],
    itemStyle: x.sample ? { color: p.surface, borderColor: colour, borderWidth: 1.5 } : { color: colour },
  })
  const line = (name: string, colour: string, mine: (i: number) => boolean, more: object = {}): object => ({
    name,
    type: 'line',
    data: e.points.map((x, i) => (mine(i) && known(x[measure]) ? dot(x, colour) : null)),
    connectNulls: true,
    showSymbol: true,
    symbol: 'circle',
    symbolSize: 6,
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    ...more,
  })
  const goal =
    e.target !== null &&
    (e.target_measure === 'yoy' ? measure === 'growth' : e.target_measure === 'value' && measure === 'value')
  const marks: object[] = []
  if (first !== null)
    marks.push({
      xAxis: Math.max(0, first - 1),
      label: { formatter: words.issued, position: 'end', color: p.text, fontWeight: 600 },
      lineStyle: { color: p.text2, type: 'solid', width: 1.5 },
    })
  if (goal)
    marks.push({ yAxis: e.target, label: { formatter: words.target, position: 'insideEndTop', color: p.text2 } })
  return {
    ...c,
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { ...(c.legend as object), left: 0, right: 'auto' },
    tooltip: {
      ...(c.tooltip as object),
      trigger: 'axis',
      formatter: (items: { dataIndex: number }[]) => {
        const x = e.points[items[0]?.dataIndex ?? 0]!
        return known(x[measure]) ? `${x.title}\n${shown(x[measure])}` : x.title
      },
    },
    xAxis: {
      type: 'category',
      data: e.points.map((x) => x.title),
      boundaryGap: false,
      ...axis,
      splitLine: { show: false },
      axisLabel: { color: p.text2, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      scale: true,
      ...axis,
      axisLine: { show: false },
      axisLabel: { color: p.text2, fontSize: 12, formatter: measure === 'growth' ? '{value}%' : '{value}' },
    },
    series: [
      line(words.before, p.text3, (i) => first === null || i < first, {
        markLine: marks.length
          ? { silent: true, symbol: 'none', lineStyle: { color: p.text3, type: [6, 4] }, data: marks }
          : undefined,
      }),
      ...(first === null ? [] : [line(words.since, p.accent, (i) => i >= first - 1, { z: 3 })]),
    ],
  }
}
