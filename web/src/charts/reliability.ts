/* What was said against what came: on the diagonal, words and results agree. */
import type { Reliability } from '@/api/schema'
import { t } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, type Palette } from './palette'

export function reliabilityOption(bins: readonly Reliability[], p: Palette): ChartOption {
  const c = common(p)
  const shown = bins.filter((b) => b.n > 0 && b.said !== null)
  const axis = {
    type: 'value',
    min: 0,
    max: 1,
    ...(c.axis as object),
    axisLabel: { color: p.text2, fontSize: 12, formatter: (v: number) => Math.round(v * 100) + '%' },
  }
  return {
    ...c,
    tooltip: {
      ...(c.tooltip as object),
      formatter: (x: { dataIndex: number }) => {
        const b = shown[x.dataIndex]
        return b
          ? `${t('record.said')} ${Math.round((b.said ?? 0) * 100)}%\n${t('record.came')} ${b.met} / ${b.n}`
          : ''
      },
    },
    grid: { left: 8, right: 24, top: 32, bottom: 24, containLabel: true },
    xAxis: {
      ...axis,
      name: t('record.said'),
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: p.text2 },
    },
    yAxis: { ...axis, name: t('record.came'), nameTextStyle: { color: p.text2, align: 'left' } },
    series: [
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        data: [
          [0, 0],
          [1, 1],
        ],
        lineStyle: { color: p.line2, type: 'dashed' },
      },
      {
        type: 'scatter',
        symbolSize: (_: unknown, x: { dataIndex: number }) => 10 + Math.sqrt(shown[x.dataIndex]?.n ?? 0) * 4,
        itemStyle: { color: p.accent, opacity: 0.8 },
        data: shown.map((b) => [b.said, b.met / b.n]),
        label: {
          show: true,
          position: 'top',
          color: p.text2,
          formatter: (x: { dataIndex: number }) => `${shown[x.dataIndex]!.met}/${shown[x.dataIndex]!.n}`,
        },
      },
    ],
  }
}
