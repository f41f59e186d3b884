/* The parts of a growth: each pulls so many points, and with the rest they add up to it. */
import type { Contribution } from '@/api/schema'
import { figure, signed } from '@/format/number'
import { t } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, hatch, type Palette } from './palette'

export interface Step {
  name: string
  from: number
  to: number
  total: boolean
  sample: boolean
}

export function steps(c: Contribution): Step[] {
  const result: Step[] = []
  let at = 0
  for (const part of [...c.parts].sort((a, b) => b.points - a.points)) {
    result.push({ name: part.name, from: at, to: at + part.points, total: false, sample: part.sample })
    at += part.points
  }
  if (Math.abs(c.residual) >= 0.05) {
    result.push({ name: t('ind.parts.residual'), from: at, to: at + c.residual, total: false, sample: c.sample })
    at += c.residual
  }
  return [...result, { name: t('ind.parts.total'), from: 0, to: c.growth, total: true, sample: c.sample }]
}

export function waterfallOption(c: Contribution, p: Palette): ChartOption {
  const base = common(p)
  const rows = steps(c)
  return {
    ...base,
    grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
    tooltip: {
      ...(base.tooltip as object),
      formatter: (x: { dataIndex: number }) => {
        const s = rows[x.dataIndex]!
        return `${s.name}\n${figure(s.to - s.from, 2)} ${t('ind.parts.points')}`
      },
    },
    xAxis: { type: 'value', ...(base.axis as object), axisLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((s) => s.name),
      ...(base.axis as object),
      axisLine: { show: false },
      splitLine: { show: false },
      axisLabel: { color: p.text, fontSize: 13 },
    },
    series: [
      {
        type: 'bar',
        stack: 'w',
        stackStrategy: 'all',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: rows.map((s) => (s.total ? 0 : s.from)),
      },
      {
        type: 'bar',
        stack: 'w',
        stackStrategy: 'all',
        barWidth: '62%',
        data: rows.map((s) => ({
          value: s.to - (s.total ? 0 : s.from),
          itemStyle: {
            color: s.total ? p.text3 : s.to >= s.from ? p.accent : p.warn,
            opacity: 0.85,
            borderRadius: 2,
            ...(s.sample && !s.total ? { decal: hatch(p) } : {}),
          },
        })),
        label: {
          show: true,
          position: 'right',
          color: p.text,
          fontSize: 12,
          formatter: (x: { dataIndex: number }) => {
            const s = rows[x.dataIndex]!
            return signed(s.to - s.from, 2)
          },
        },
      },
    ],
  }
}
