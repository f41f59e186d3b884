/* What was thought of the year as each period came in: a dot and its 80 % bar a period, against the target. */
import { figure, known } from '@/format/number'
import { withinYear } from '@/format/period'
import { t, type Lang } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, type Palette } from './palette'

export interface Thought {
  period: string
  as_of: string
  mid: number
  low: number | null
  high: number | null
  probability: number | null
  judgement: string
}

export function thoughtOption(
  rows: readonly Thought[],
  target: number | null,
  decimals: number,
  unit: string,
  lang: Lang,
  p: Palette,
): ChartOption {
  const c = common(p)
  const bar = (_: unknown, api: { value: (i: number) => number; coord: (xy: number[]) => number[] }): object => {
    const [x, low] = api.coord([api.value(0), api.value(1)]) as [number, number]
    const high = api.coord([api.value(0), api.value(2)])[1]!
    return {
      type: 'rect',
      shape: { x: x - 5, y: high, width: 10, height: Math.max(1, low - high), r: 3 },
      style: { fill: p.accent, opacity: 0.22 },
    }
  }
  const ends = rows
    .flatMap((r) => [r.low, r.high, r.mid])
    .concat(target)
    .filter(known)
  return {
    ...c,
    grid: { left: 8, right: 64, top: 32, bottom: 8, containLabel: true },
    tooltip: {
      ...(c.tooltip as object),
      trigger: 'axis',
      formatter: (x: { dataIndex: number }[]) => {
        const r = rows[x[0]?.dataIndex ?? 0]!
        return `${t('ind.thought.when')} ${r.as_of}\n${figure(r.mid, decimals, lang)} ${unit}\n${t('chart.range')} ${figure(r.low, decimals, lang)}～${figure(r.high, decimals, lang)}`
      },
    },
    xAxis: {
      type: 'category',
      data: rows.map((r) => withinYear(r.period, 'ytd', lang)),
      ...(c.axis as object),
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      min: ends.length ? Math.floor(Math.min(...ends)) : undefined,
      name: unit,
      nameTextStyle: { color: p.text3, align: 'left' },
      ...(c.axis as object),
      axisLine: { show: false },
    },
    series: [
      {
        type: 'custom',
        renderItem: bar,
        encode: { x: 0, y: [1, 2] },
        silent: true,
        data: rows.map((r, i) => [i, r.low ?? r.mid, r.high ?? r.mid]),
      },
      {
        type: 'line',
        data: rows.map((r) => r.mid),
        lineStyle: { color: p.accent, type: 'dashed', width: 1.5 },
        itemStyle: { color: p.accent },
        symbol: 'circle',
        symbolSize: 8,
        z: 3,
        label: {
          show: true,
          position: 'right',
          distance: 8,
          color: p.text,
          fontSize: 12,
          backgroundColor: p.surface,
          padding: 1,
          formatter: (x: { value: number }) => figure(x.value, decimals, lang),
        },
        markLine: known(target)
          ? {
              silent: true,
              symbol: 'none',
              lineStyle: { color: p.text3, type: [6, 4] },
              label: {
                color: p.text2,
                position: 'end',
                formatter: `${t('chart.target')}\n${figure(target, Number.isInteger(target) ? 0 : 1)}`,
              },
              data: [{ yAxis: target }],
            }
          : undefined,
      },
    ],
  }
}
