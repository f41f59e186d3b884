/* Standing among peers: a dot a peer in order of place, and the ghost of its place in the period before. */
import type { Peer } from '@/api/schema'
import { known, percent } from '@/format/number'
import { t } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, type Palette } from './palette'

export function peersOption(peers: readonly Peer[], p: Palette): ChartOption {
  const c = common(p)
  const rows = peers.filter((x) => known(x.growth)).sort((a, b) => (a.place ?? 99) - (b.place ?? 99))
  const own = (x: Peer): string => (x.own ? p.accent : p.text3)
  const moved = (x: Peer): string => (!known(x.place) || !known(x.place_before) || x.place === x.place_before ? '' : x.place < x.place_before ? `↑${x.place_before - x.place}` : `↓${x.place - x.place_before}`)
  return {
    ...c,
    grid: { left: 8, right: 72, top: 8, bottom: 8, containLabel: true },
    tooltip: { ...(c.tooltip as object), formatter: (x: { dataIndex: number }) => { const r = rows[x.dataIndex]!; return `${r.name}\n${t('league.places', { n: r.place ?? '' })} ${percent(r.growth)}\n${t('ind.peers.before', { n: r.place_before ?? '—' })}` } },
    xAxis: { type: 'value', scale: true, ...(c.axis as object), axisLine: { show: false }, axisLabel: { color: p.text2, fontSize: 12, formatter: '{value}%' } },
    yAxis: { type: 'category', inverse: true, data: rows.map((r) => `${r.place ?? ''}  ${r.name}`), ...(c.axis as object), axisLine: { show: false }, splitLine: { show: true, lineStyle: { color: p.line } },
      axisLabel: { fontSize: 13, color: (_: string, i: number) => (rows[i]?.own ? p.accent : p.text) } },
    series: [{
      type: 'scatter', symbolSize: (_: unknown, x: { dataIndex: number }) => (rows[x.dataIndex]?.own ? 15 : 11), z: 3,
      data: rows.map((r) => ({ value: r.growth, itemStyle: { color: own(r) }, pick: r.area })),
      label: { show: true, position: 'right', distance: 8, color: p.text2, fontSize: 12, formatter: (x: { dataIndex: number }) => `${percent(rows[x.dataIndex]!.growth)}  ${moved(rows[x.dataIndex]!)}` },
    }, {
      /* Its place of the period before, on the row where it stood then. */
      type: 'scatter', silent: true, symbol: 'emptyCircle', symbolSize: 11, z: 1,
      data: rows.filter((r) => known(r.place_before) && r.place_before !== r.place && r.place_before <= rows.length).map((r) => ({ value: [r.growth, (r.place_before as number) - 1], itemStyle: { color: own(r), opacity: 0.55 } })),
    }],
  }
}
