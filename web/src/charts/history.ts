/* Change over time: the line that happened, the dashed line that is expected with its fan, the target. */
import { figure, known, signed } from '@/format/number'
import { periodOf, periodTitle } from '@/format/period'
import { t, type Lang } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, hatch, type Palette } from './palette'
import type { Point } from './series'
import type { Fan } from './spark'

export interface HistoryInput {
  points: readonly Point[]
  fan: Fan | null
  target: number | null
  bars: boolean
  growth: boolean
  unit: string
  decimals: number
  lang: Lang
}

function shownAs(h: HistoryInput, v: number): string {
  return h.growth ? signed(v) + h.unit : figure(v, h.decimals, h.lang) + ' ' + h.unit
}

/* Months from the first to the last, with a hole where nothing was published: a year to date has no December. */
function axisOf(h: HistoryInput): number[] {
  const ats = h.points.map((p) => p.at).concat(h.fan ? [h.fan.at] : [])
  const yearly = h.points.every((p) => p.basis === 'year')
  const step = yearly ? 12 : h.points.some((p) => p.at % 3 !== 2) ? 1 : 3
  const axis: number[] = []
  for (let at = Math.min(...ats); at <= Math.max(...ats); at += step) axis.push(at)
  return axis
}

function fanSeries(h: HistoryInput, axis: number[], last: Point, p: Palette): object[] {
  if (!h.fan || h.fan.at <= last.at) return []
  const fan = h.fan
  const along = (end: number | null): (number | null)[] =>
    axis.map((at) =>
      at < last.at || !known(end) ? null : last.value + ((end - last.value) * (at - last.at)) / (fan.at - last.at),
    )
  const low = along(fan.low)
  const high = along(fan.high)
  const quiet = {
    type: 'line',
    symbol: 'none',
    silent: true,
    stack: 'fan',
    stackStrategy: 'all',
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  }
  return [
    { ...quiet, name: '', data: low, connectNulls: true },
    {
      ...quiet,
      name: t('chart.range'),
      data: high.map((v, i) => (v === null ? null : v - (low[i] ?? 0))),
      areaStyle: { color: p.accent, opacity: 0.16 },
      itemStyle: { color: p.accent, opacity: 0.3 },
      connectNulls: true,
    },
    {
      name: t('chart.forecast'),
      type: 'line',
      data: axis.map((at, i) => (at === last.at || at === fan.at ? along(fan.mid)[i] : null)),
      connectNulls: true,
      showSymbol: true,
      showAllSymbol: true,
      symbol: 'emptyCircle',
      symbolSize: 6,
      lineStyle: { type: 'dashed', color: p.accent, width: 2 },
      itemStyle: { color: p.accent },
    },
  ]
}

function tooltip(h: HistoryInput, at: number, basis: string): string {
  const point = h.points.find((x) => x.at === at)
  const name = periodTitle(point?.period ?? periodOf(at), point?.basis ?? basis, h.lang)
  if (point) return `${name}\n${shownAs(h, point.value)}\n${t(`status.${point.status}` as 'status.sample')}`
  if (h.fan?.at === at)
    return (
      `${periodTitle(String(Math.floor(at / 12)), 'year', h.lang)} ${t('chart.forecast')}\n${shownAs(h, h.fan.mid)}` +
      (known(h.fan.low) && known(h.fan.high)
        ? `\n${t('chart.range')} ${figure(h.fan.low, h.growth ? 1 : h.decimals)}～${figure(h.fan.high, h.growth ? 1 : h.decimals)}`
        : '')
    )
  return ''
}

export function historyOption(h: HistoryInput, p: Palette): ChartOption {
  const c = common(p)
  const axisStyle = c.axis as object
  const axis = axisOf(h)
  const last = h.points[h.points.length - 1]!
  const at = new Map(h.points.map((x) => [x.at, x]))
  const basis = last.basis
  const dot = (x: Point | undefined): object | null =>
    x
      ? {
          value: x.value,
          pick: x.period,
          itemStyle:
            x.status !== 'sample'
              ? { color: p.accent }
              : h.bars
                ? { color: p.accent, opacity: 0.8, decal: hatch(p) }
                : { color: p.surface, borderColor: p.accent, borderWidth: 1.5 },
        }
      : null
  return {
    ...c,
    grid: { left: 8, right: 64, top: 36, bottom: 8, containLabel: true },
    tooltip: {
      ...(c.tooltip as object),
      trigger: 'axis',
      formatter: (items: { dataIndex: number }[]) => tooltip(h, axis[items[0]?.dataIndex ?? 0]!, basis),
    },
    legend: {
      ...(c.legend as object),
      data: [
        t('chart.actual'),
        ...(h.fan && h.fan.at > last.at ? [t('chart.forecast'), { name: t('chart.range'), icon: 'rect' }] : []),
      ],
    },
    xAxis: {
      type: 'category',
      data: axis,
      boundaryGap: h.bars,
      ...axisStyle,
      splitLine: { show: false },
      axisLabel: {
        color: p.text2,
        fontSize: 12,
        hideOverlap: true,
        formatter: (v: string) => periodTitle(periodOf(Number(v)), basis === 'year' ? 'year' : basis, h.lang),
      },
    },
    yAxis: {
      type: 'value',
      scale: !h.bars,
      name: h.growth ? h.unit || t('measure.yoy') : h.unit,
      nameTextStyle: { color: p.text3, align: 'left' },
      ...axisStyle,
      axisLine: { show: false },
    },
    series: [
      {
        name: t('chart.actual'),
        type: h.bars ? 'bar' : 'line',
        data: axis.map((x) => dot(at.get(x))),
        connectNulls: true,
        showSymbol: true,
        symbol: 'circle',
        symbolSize: 6,
        barMaxWidth: 28,
        lineStyle: { color: p.accent, width: 2 },
        itemStyle: { color: p.accent },
        z: 3,
        markLine:
          h.target === null
            ? undefined
            : {
                silent: true,
                symbol: 'none',
                lineStyle: { color: p.text3, type: [6, 4] },
                label: {
                  color: p.text2,
                  fontSize: 12,
                  position: 'end',
                  formatter: `${t('chart.target')}\n${figure(h.target, Number.isInteger(h.target) ? 0 : 1)}${h.growth ? '%' : ''}`,
                },
                data: [{ yAxis: h.target }],
              },
      },
      ...fanSeries(h, axis, last, p),
    ],
  }
}
