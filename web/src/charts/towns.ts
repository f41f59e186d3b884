/* Towns side by side: bars in order, and a heat map of towns by period with its numbers. */
import { figure, known } from '@/format/number'
import { withinYear } from '@/format/period'
import { t, type Lang } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, hatch, type Palette } from './palette'

export interface Bar {
  code: string
  name: string
  value: number | null
  sample: boolean
}

export function barsOption(
  bars: readonly Bar[],
  city: number | null,
  unit: string,
  decimals: number,
  lang: Lang,
  p: Palette,
): ChartOption {
  const c = common(p)
  const shown = bars.filter((b) => known(b.value)).sort((a, b) => a.value! - b.value!)
  return {
    ...c,
    grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
    tooltip: {
      ...(c.tooltip as object),
      formatter: (x: { dataIndex: number }) => {
        const b = shown[x.dataIndex]!
        return `${b.name}\n${figure(b.value, decimals, lang)} ${unit}${b.sample ? '\n' + t('sample.mark') : ''}`
      },
    },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      data: shown.map((b) => b.name),
      ...(c.axis as object),
      axisLine: { show: false },
      axisLabel: { color: p.text, fontSize: 13 },
    },
    series: [
      {
        type: 'bar',
        barWidth: '62%',
        data: shown.map((b) => ({ value: b.value, pick: b.code, itemStyle: b.sample ? { decal: hatch(p) } : {} })),
        itemStyle: { color: p.accent, opacity: 0.8, borderRadius: 2 },
        label: {
          show: true,
          position: 'right',
          color: p.text,
          fontSize: 12,
          formatter: (x: { value: number }) => figure(x.value, decimals, lang),
        },
        markLine: known(city)
          ? {
              silent: true,
              symbol: 'none',
              lineStyle: { color: p.text2, type: [6, 4] },
              label: { show: false },
              data: [{ xAxis: city }],
            }
          : undefined,
      },
    ],
  }
}

export interface Heat {
  columns: { key: string; title: string }[]
  rows: { code: string; name: string; cells: (number | null)[] }[]
}

export function heatOption(h: Heat, decimals: number, lang: Lang, p: Palette): ChartOption {
  const c = common(p)
  const cells = h.rows.flatMap((r, y) => r.cells.map((v, x) => ({ x, y, v })).filter((k) => known(k.v)))
  const values = cells.map((k) => k.v!)
  const deep = (v: number): boolean =>
    Math.max(...values) > Math.min(...values) &&
    (v - Math.min(...values)) / (Math.max(...values) - Math.min(...values)) > 0.72
  return {
    ...c,
    grid: { left: 8, right: 8, top: 28, bottom: 8, containLabel: true },
    tooltip: {
      ...(c.tooltip as object),
      formatter: (x: { value: number[] }) =>
        `${h.rows[x.value[1]!]!.name} ${h.columns[x.value[0]!]!.title}\n${figure(x.value[2]!, decimals, lang)}`,
    },
    visualMap: { show: false, min: Math.min(...values), max: Math.max(...values), inRange: { color: p.scale } },
    xAxis: {
      type: 'category',
      position: 'top',
      data: h.columns.map((k) => k.title),
      ...(c.axis as object),
      axisLine: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: h.rows.map((r) => r.name),
      ...(c.axis as object),
      axisLine: { show: false },
      splitLine: { show: false },
      axisLabel: { color: p.text, fontSize: 13 },
    },
    series: [
      {
        type: 'heatmap',
        itemStyle: { borderColor: p.surface, borderWidth: 2 },
        data: cells.map((k) => ({
          value: [k.x, k.y, k.v],
          pick: h.rows[k.y]!.code,
          label: { color: p.dark ? (deep(k.v!) ? '#0b1524' : p.text) : deep(k.v!) ? '#0b1a2e' : p.text },
        })),
        label: {
          show: true,
          fontSize: 12,
          formatter: (x: { value: number[] }) => figure(x.value[2]!, decimals, lang),
        },
      },
    ],
  }
}

export function heatTitle(period: string, basis: string, lang: Lang): string {
  return (
    (lang === 'zh' ? period.slice(2, 4) + '年' : '’' + period.slice(2, 4) + ' ') + withinYear(period, basis, lang)
  )
}
