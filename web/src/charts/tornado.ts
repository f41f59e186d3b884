/* What each driver does to the whole when it is moved down and up: the longest bar first. */
import { figure, known, percent, signed, type Maybe } from '@/format/number'
import { t, type Lang } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, type Palette } from './palette'

export interface Blade {
  code: string
  name: string
  step: Maybe
  low: Maybe
  high: Maybe
}

export function tornadoOption(
  blades: readonly Blade[],
  now: number,
  whole: string,
  lang: Lang,
  p: Palette,
): ChartOption {
  const base = common(p)
  const rows = blades.filter((b) => known(b.low) && known(b.high))
  const bar = (end: 'low' | 'high'): object => ({
    type: 'bar',
    name: t(end === 'low' ? 'drivers.step.down' : 'drivers.step.up'),
    stack: end,
    barGap: '-100%',
    barWidth: '60%',
    itemStyle: { color: end === 'low' ? p.warn : p.accent, opacity: 0.85, borderRadius: 2 },
    data: rows.map((b) => ({ value: b[end]! - now, pick: b.code })),
  })
  const tell = (x: { dataIndex: number }): string => {
    const b = rows[x.dataIndex]!
    return [
      b.name,
      t('drivers.step.of', { step: figure(b.step, 1, lang) }),
      `${t('drivers.step.down')} ${whole} ${percent(b.low, 2)}`,
      `${t('drivers.step.up')} ${whole} ${percent(b.high, 2)}`,
    ].join('\n')
  }
  return {
    ...base,
    grid: { left: 8, right: 24, top: 32, bottom: 8, containLabel: true },
    tooltip: { ...(base.tooltip as object), formatter: tell },
    xAxis: {
      type: 'value',
      ...(base.axis as object),
      axisLine: { show: false },
      splitNumber: 4,
      axisLabel: { color: p.text2, fontSize: 12, hideOverlap: true, formatter: (v: number) => signed(v, 2) },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((b) => b.name),
      ...(base.axis as object),
      splitLine: { show: false },
      axisLabel: { color: p.text, fontSize: 13, width: 150, overflow: 'truncate', margin: 10 },
    },
    series: [bar('low'), bar('high')],
  }
}
