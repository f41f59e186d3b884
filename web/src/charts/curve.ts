/* A year's investment by month: what was planned, completed and entered in statistics, alone or summed, and where the
   year is foreseen to end. Money in 亿元 or 万元, as the unit says. */
import { figure, known, type Maybe } from '@/format/number'
import { periodTitle, withinYear } from '@/format/period'
import { t, type Lang } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, hatch, type Palette } from './palette'

export interface CurveMonth {
  month: string
  plan: Maybe
  done: Maybe
  entered: Maybe
}
export interface Curve {
  months: readonly CurveMonth[]
  summed: boolean
  /** of the year's completed investment; drawn where the months are summed */
  fan: { mid: number; low: Maybe; high: Maybe } | null
  sample: boolean
  unit: string
  decimals: number
  lang: Lang
}

/** The months summed from January. An unknown month adds nothing, and is not shown itself. */
export function sums(months: readonly CurveMonth[]): CurveMonth[] {
  const at = { plan: 0, done: 0, entered: 0 }
  const add = (key: keyof typeof at, x: Maybe): Maybe => (known(x) ? (at[key] += x) : null)
  return months.map((m) => ({
    month: m.month,
    plan: add('plan', m.plan),
    done: add('done', m.done),
    entered: add('entered', m.entered),
  }))
}

/** From the last known sum straight to the year's end. */
export function ahead(done: readonly Maybe[], end: Maybe): (number | null)[] {
  let last = -1
  done.forEach((x, i) => known(x) && (last = i))
  const from = last < 0 ? 0 : done[last]!
  const n = done.length - 1
  return done.map((_, i) =>
    !known(end) || i < last || last >= n ? null : from + ((end - from) * (i - last)) / (n - last),
  )
}

export function curveOption(c: Curve, p: Palette): ChartOption {
  const base = common(p)
  const fan = c.summed ? c.fan : null
  const done = c.months.map((m) => m.done)
  const said = (x: Maybe): string => `${figure(x, c.decimals, c.lang)} ${c.unit}`
  const names = { plan: t('curve.plan'), done: t('curve.done'), entered: t('curve.entered') }
  const quiet = {
    type: 'line',
    symbol: 'none',
    silent: true,
    stack: 'fan',
    stackStrategy: 'all',
    lineStyle: { opacity: 0 },
  }
  const low = fan ? ahead(done, fan.low) : []
  const high = fan ? ahead(done, fan.high) : []
  const mid = fan ? ahead(done, fan.mid) : []
  const kind = c.summed ? 'line' : 'bar'
  const decal = c.sample && !c.summed ? { decal: hatch(p) } : {}
  const tell = (items: { dataIndex: number }[]): string => {
    const i = items[0]?.dataIndex ?? 0
    const m = c.months[i]!
    const lines = [periodTitle(m.month, c.summed ? 'ytd' : 'month', c.lang)]
    for (const k of ['plan', 'done', 'entered'] as const) if (known(m[k])) lines.push(`${names[k]} ${said(m[k])}`)
    if (!known(m.done) && known(mid[i])) {
      lines.push(`${t('chart.forecast')} ${said(mid[i])}`)
      if (known(low[i]) && known(high[i]))
        lines.push(
          `${t('chart.range')} ${figure(low[i], c.decimals, c.lang)}～${figure(high[i], c.decimals, c.lang)}`,
        )
    }
    return lines.join('\n')
  }
  return {
    ...base,
    grid: { ...(base.grid as object), top: 52 },
    tooltip: { ...(base.tooltip as object), trigger: 'axis', formatter: tell },
    legend: {
      ...(base.legend as object),
      data: [
        names.plan,
        names.done,
        names.entered,
        ...(fan ? [t('chart.forecast'), { name: t('chart.range'), icon: 'rect' }] : []),
      ],
    },
    xAxis: {
      type: 'category',
      data: c.months.map((m) => withinYear(m.month, c.summed ? 'ytd' : 'month', c.lang)),
      boundaryGap: !c.summed,
      ...(base.axis as object),
      splitLine: { show: false },
      axisLabel: { color: p.text2, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      name: c.unit,
      nameTextStyle: { color: p.text3, align: 'left' },
      ...(base.axis as object),
      axisLine: { show: false },
    },
    series: [
      {
        name: names.plan,
        type: kind,
        data: c.months.map((m) => m.plan),
        symbol: 'none',
        step: false,
        lineStyle: { color: p.text3, width: 1.5 },
        itemStyle: c.summed ? { color: p.text3 } : { color: p.surface, borderColor: p.text3, borderWidth: 1 },
        barMaxWidth: 18,
      },
      {
        name: names.done,
        type: kind,
        data: done,
        symbol: c.sample ? 'emptyCircle' : 'circle',
        showSymbol: true,
        symbolSize: 6,
        lineStyle: { color: p.accent, width: 2 },
        itemStyle: { color: p.accent, ...decal },
        barMaxWidth: 18,
        z: 4,
      },
      {
        name: names.entered,
        type: kind,
        data: c.months.map((m) => m.entered),
        symbol: 'rect',
        showSymbol: true,
        symbolSize: 5,
        lineStyle: { color: p.good, width: 1.5 },
        itemStyle: { color: p.good, ...decal },
        barMaxWidth: 18,
        z: 3,
      },
      ...(fan
        ? [
            { ...quiet, name: '', data: low },
            {
              ...quiet,
              name: t('chart.range'),
              data: high.map((v, i) => (known(v) && known(low[i]) ? v - low[i]! : null)),
              areaStyle: { color: p.accent, opacity: 0.16 },
              itemStyle: { color: p.accent, opacity: 0.3 },
            },
            {
              name: t('chart.forecast'),
              type: 'line',
              data: mid,
              symbol: 'none',
              lineStyle: { type: 'dashed', color: p.accent, width: 2 },
              itemStyle: { color: p.accent },
            },
          ]
        : []),
    ],
  }
}
