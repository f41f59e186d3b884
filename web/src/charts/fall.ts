/* From one period's growth to another's: what each part gave or took. */
import { figure, signed } from '@/format/number'
import type { Fall } from '@/pages/drivers/tree'
import type { ChartOption } from './echarts'
import { common, type Palette } from './palette'

export function fallOption(steps: readonly Fall[], p: Palette): ChartOption {
  const base = common(p)
  const low = Math.min(0, ...steps.map((s) => Math.min(s.from, s.to)))
  const text = (s: Fall): string => (s.total ? figure(s.to, 2) : signed(s.to - s.from, 2))
  return {
    ...base,
    grid: { left: 8, right: 60, top: 8, bottom: 8, containLabel: true },
    tooltip: {
      ...(base.tooltip as object),
      formatter: (x: { dataIndex: number }) => `${steps[x.dataIndex]!.name}\n${text(steps[x.dataIndex]!)}`,
    },
    xAxis: { type: 'value', min: low < 0 ? undefined : 0, ...(base.axis as object), axisLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map((s) => s.name),
      ...(base.axis as object),
      axisLine: { show: false },
      splitLine: { show: false },
      axisLabel: { color: p.text, fontSize: 13, width: 150, overflow: 'truncate' },
    },
    series: [
      {
        type: 'custom',
        encode: { x: [1, 2], y: 0 },
        data: steps.map((s, i) => [i, s.from, s.to]),
        renderItem: (
          _: unknown,
          api: { value: (i: number) => number; coord: (xy: number[]) => number[]; size: (xy: number[]) => number[] },
        ) => {
          const s = steps[api.value(0)]!
          const [a, b] = [api.coord([s.from, api.value(0)]), api.coord([s.to, api.value(0)])]
          const height = api.size([0, 1])[1]! * 0.62
          const right = Math.max(a[0]!, b[0]!)
          return {
            type: 'group',
            children: [
              {
                type: 'rect',
                shape: {
                  x: Math.min(a[0]!, b[0]!),
                  y: a[1]! - height / 2,
                  width: Math.max(1.5, Math.abs(b[0]! - a[0]!)),
                  height,
                },
                style: { fill: s.total ? p.text3 : s.to >= s.from ? p.accent : p.warn, opacity: 0.85 },
              },
              {
                type: 'text',
                style: { text: text(s), x: right + 6, y: a[1]!, fill: p.text, fontSize: 12, verticalAlign: 'middle' },
              },
            ],
          }
        },
      },
    ],
  }
}
