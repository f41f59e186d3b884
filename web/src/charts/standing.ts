/* Standing in order of place: a dot a row, and the ghost of where it stood in the period before. */
import { known } from '@/format/number'
import type { ChartOption } from './echarts'
import { common, type Palette } from './palette'

export interface Stand {
  /** Beside the axis: "3  寿昌镇". */
  label: string
  value: number
  before: number | null
  /** Told apart from the others. */
  own: boolean
  /** What the pointer is told. */
  said: string
  /** Behind the dots: "12.1%  ↑1". */
  end: string
  /** Given back when it is clicked. */
  pick?: string
}

export function standingOption(rows: readonly Stand[], axisText: string, p: Palette): ChartOption {
  const c = common(p)
  const colour = (x: Stand): string => (x.own ? p.accent : p.text3)
  return {
    ...c,
    grid: { left: 8, right: 88, top: 8, bottom: 8, containLabel: true },
    tooltip: { ...(c.tooltip as object), formatter: (x: { dataIndex: number }) => rows[x.dataIndex]!.said },
    xAxis: {
      type: 'value',
      scale: true,
      ...(c.axis as object),
      axisLine: { show: false },
      splitNumber: 4,
      axisLabel: { color: p.text2, fontSize: 12, formatter: axisText, hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((r) => r.label),
      ...(c.axis as object),
      axisLine: { show: false },
      axisLabel: { fontSize: 13, color: (_: string, i: number) => (rows[i]?.own ? p.accent : p.text) },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        z: 1,
        encode: { x: [1, 2], y: 0 },
        data: rows.map((r, i) => [i, r.value, known(r.before) ? r.before : r.value]),
        renderItem: (_: unknown, api: { value: (i: number) => number; coord: (xy: number[]) => number[] }) => {
          const [x1, y] = api.coord([api.value(1), api.value(0)]) as [number, number]
          return {
            type: 'line',
            shape: { x1, x2: api.coord([api.value(2), api.value(0)])[0], y1: y, y2: y },
            style: { stroke: p.line2, lineWidth: 2 },
          }
        },
      },
      {
        type: 'scatter',
        silent: true,
        symbol: 'circle',
        symbolSize: 10,
        z: 2,
        data: rows.map((r) => ({
          value: r.before,
          itemStyle: { color: p.surface, borderColor: colour(r), borderWidth: 1.5 },
        })),
      },
      {
        type: 'scatter',
        z: 3,
        symbolSize: (_: unknown, x: { dataIndex: number }) => (rows[x.dataIndex]?.own ? 15 : 11),
        data: rows.map((r) => ({ value: r.value, pick: r.pick, itemStyle: { color: colour(r) } })),
      },
      {
        type: 'scatter',
        silent: true,
        symbolSize: 0.01,
        z: 3,
        data: rows.map((r) => Math.max(r.value, r.before ?? -Infinity)),
        label: {
          show: true,
          position: 'right',
          distance: 12,
          color: p.text2,
          fontSize: 12,
          formatter: (x: { dataIndex: number }) => rows[x.dataIndex]!.end,
        },
      },
    ],
  }
}
