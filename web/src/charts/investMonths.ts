/* The indicator's figure from January on, and what it is made of: projects entered in statistics, and the rest. */
import { figure, known, type Maybe } from '@/format/number'
import { periodTitle, withinYear } from '@/format/period'
import { t, type Lang } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, hatch, type Palette } from './palette'

export interface InvestPoint {
  month: string
  entered: Maybe
  figure: Maybe
  sample: boolean
}
export interface InvestMonths {
  points: readonly InvestPoint[]
  target: Maybe
  unit: string
  lang: Lang
}

/** What the figure has beyond the projects that are entered; never below nought in the drawing. */
export const restOf = (x: InvestPoint): Maybe => (known(x.figure) && known(x.entered) ? x.figure - x.entered : null)

export function investMonthsOption(m: InvestMonths, p: Palette): ChartOption {
  const base = common(p)
  const names = { entered: t('invest.entered'), rest: t('invest.rest'), figure: t('invest.figure') }
  const tell = (items: { dataIndex: number }[]): string => {
    const x = m.points[items[0]?.dataIndex ?? 0]!
    const lines = [periodTitle(x.month, 'ytd', m.lang)]
    const add = (name: string, v: Maybe): void => {
      if (known(v)) lines.push(`${name} ${figure(v, 2, m.lang)} ${m.unit}`)
    }
    add(names.figure, x.figure)
    add(names.entered, x.entered)
    add(names.rest, restOf(x))
    if (x.sample) lines.push(t('sample.mark'))
    return lines.join('\n')
  }
  return {
    ...base,
    grid: { ...(base.grid as object), top: 52, right: known(m.target) ? 72 : 16 },
    tooltip: { ...(base.tooltip as object), trigger: 'axis', formatter: tell },
    legend: { ...(base.legend as object), data: [names.entered, names.rest, names.figure] },
    xAxis: {
      type: 'category',
      data: m.points.map((x) => withinYear(x.month, 'ytd', m.lang)),
      ...(base.axis as object),
      splitLine: { show: false },
      axisLabel: { color: p.text2, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      max: (v: { max: number }) => Math.max(v.max, known(m.target) ? m.target * 1.04 : 0),
      name: m.unit,
      nameTextStyle: { color: p.text3, align: 'left' },
      ...(base.axis as object),
      axisLine: { show: false },
      axisLabel: { color: p.text2, fontSize: 12, showMaxLabel: false },
    },
    series: [
      {
        name: names.entered,
        type: 'bar',
        stack: 'figure',
        barMaxWidth: 28,
        itemStyle: { color: p.accent },
        data: m.points.map((x) => ({ value: x.entered, itemStyle: x.sample ? { decal: hatch(p) } : {} })),
      },
      {
        name: names.rest,
        type: 'bar',
        stack: 'figure',
        barMaxWidth: 28,
        itemStyle: { color: p.line2 },
        data: m.points.map((x) => restOf(x)),
      },
      {
        name: names.figure,
        type: 'line',
        data: m.points.map((x) => x.figure),
        symbol: 'circle',
        symbolSize: 6,
        lineStyle: { color: p.text, width: 2 },
        itemStyle: { color: p.text },
        markLine: known(m.target)
          ? {
              silent: true,
              symbol: 'none',
              lineStyle: { color: p.text3, type: [6, 4] },
              label: {
                color: p.text2,
                fontSize: 12,
                position: 'end',
                formatter: `${t('chart.target')}\n${figure(m.target, 1, m.lang)}`,
              },
              data: [{ yAxis: m.target }],
            }
          : undefined,
      },
    ],
  }
}
