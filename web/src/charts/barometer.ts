/* The barometer above, the figure it is held against below, on one axis of time. Where the barometer leads, it is drawn
   so many months later, so that what it said stands above what came. */
import { figure, known, percent, type Maybe } from '@/format/number'
import { monthIndex, periodOf, periodTitle } from '@/format/period'
import { t, type Lang } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, type Palette } from './palette'

export interface BarometerLine {
  months: readonly { period: string; index: Maybe; target: Maybe }[]
  lead: number
  bands: readonly { name: string; at_least: Maybe }[]
  name: string
  target: string
  growth: boolean
  sample: boolean
  lang: Lang
}

/** The axis, with the index moved by its lead; months that only it reaches follow at the end. */
export function aligned(
  b: Pick<BarometerLine, 'months' | 'lead'>,
): { period: string; index: Maybe; target: Maybe }[] {
  if (!b.months.length) return []
  const first = monthIndex(b.months[0]!.period)
  const last = monthIndex(b.months[b.months.length - 1]!.period)
  const at = new Map(b.months.map((m) => [monthIndex(m.period), m]))
  return Array.from({ length: last - first + 1 + b.lead }, (_, i) => ({
    period: periodOf(first + i),
    index: at.get(first + i - b.lead)?.index ?? null,
    target: at.get(first + i)?.target ?? null,
  }))
}

export function barometerOption(b: BarometerLine, p: Palette): ChartOption {
  const base = common(p)
  const rows = aligned(b)
  const values = rows.flatMap((r) => (known(r.index) ? [r.index] : []))
  const tell = (items: { dataIndex: number }[]): string => {
    const r = rows[items[0]?.dataIndex ?? 0]!
    const lines = [periodTitle(r.period, 'month', b.lang)]
    if (known(r.index))
      lines.push(
        `${b.name} ${figure(r.index, 1, b.lang)}` + (b.lead ? ` (${t('barometer.shifted', { n: b.lead })})` : ''),
      )
    if (known(r.target)) lines.push(`${b.target} ${b.growth ? percent(r.target) : figure(r.target, 1, b.lang)}`)
    if (b.sample) lines.push(t('sample.mark'))
    return lines.join('\n')
  }
  const x = (grid: number, labels: boolean): object => ({
    type: 'category',
    gridIndex: grid,
    data: rows.map((r) => periodTitle(r.period, 'month', b.lang)),
    boundaryGap: false,
    ...(base.axis as object),
    splitLine: { show: false },
    axisLabel: { show: labels, color: p.text2, fontSize: 12, hideOverlap: true },
  })
  const y = (grid: number, name: string): object => ({
    type: 'value',
    gridIndex: grid,
    scale: true,
    name,
    nameTextStyle: { color: p.text2, align: 'left' },
    ...(base.axis as object),
    axisLine: { show: false },
    splitNumber: 3,
  })
  const bounds = b.bands.filter(
    (k) =>
      known(k.at_least) &&
      values.length &&
      k.at_least < Math.max(...values) + 8 &&
      k.at_least > Math.min(...values) - 8,
  )
  const line = (at: number, colour: string, data: Maybe[], name: string): object => ({
    name,
    type: 'line',
    xAxisIndex: at,
    yAxisIndex: at,
    data,
    symbol: b.sample ? 'emptyCircle' : 'circle',
    symbolSize: 5,
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
  })
  return {
    ...base,
    grid: [
      { left: 44, right: 76, top: 32, height: '42%' },
      { left: 44, right: 76, bottom: 28, height: '30%' },
    ],
    legend: { show: false },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: { ...(base.tooltip as object), trigger: 'axis', formatter: tell },
    xAxis: [x(0, false), x(1, true)],
    yAxis: [
      y(0, b.lead ? `${b.name} (${t('barometer.shifted', { n: b.lead })})` : b.name),
      y(1, b.growth ? `${b.target} %` : b.target),
    ],
    series: [
      {
        ...line(
          0,
          p.accent,
          rows.map((r) => r.index ?? null),
          b.name,
        ),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: p.text3, type: [4, 4] },
          data: bounds.map((k) => ({
            yAxis: k.at_least,
            label: { formatter: `${k.name} ${k.at_least}+`, color: p.text2, fontSize: 12, position: 'end' },
          })),
        },
      },
      line(
        1,
        p.text,
        rows.map((r) => r.target ?? null),
        b.target,
      ),
    ],
  }
}
