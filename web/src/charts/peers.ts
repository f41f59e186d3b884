/* Standing among peers: a dot a peer in order of place, and the ghost of where it stood in the period before. */
import type { Peer } from '@/api/schema'
import { known, percent } from '@/format/number'
import { moveMark } from '@/format/phrase'
import { t } from '@/i18n'
import type { ChartOption } from './echarts'
import { common, type Palette } from './palette'

export interface Standing {
  peer: Peer
  before: number | null
  move: number | null
}

/** Peers with a growth, in order of place, each with its growth and move since the period before. */
export function standings(now: readonly Peer[], before: readonly Peer[]): Standing[] {
  return now
    .filter((x) => known(x.growth))
    .sort((a, b) => (a.place ?? 999) - (b.place ?? 999))
    .map((peer) => ({
      peer,
      before: before.find((y) => y.area === peer.area)?.growth ?? null,
      move: known(peer.place) && known(peer.place_before) ? peer.place_before - peer.place : null,
    }))
}

export function peersOption(rows: readonly Standing[], p: Palette): ChartOption {
  const c = common(p)
  const colour = (x: Standing): string => (x.peer.own ? p.accent : p.text3)
  const furthest = rows.map((r) => Math.max(r.peer.growth ?? 0, r.before ?? -Infinity))
  const say = (r: Standing): string =>
    `${r.peer.name}\n${t('league.places', { n: r.peer.place ?? '' })} ${percent(r.peer.growth)}` +
    (known(r.before) ? `\n${t('ind.peers.before')} ${percent(r.before)}` : '')
  return {
    ...c,
    grid: { left: 8, right: 88, top: 8, bottom: 8, containLabel: true },
    tooltip: { ...(c.tooltip as object), formatter: (x: { dataIndex: number }) => say(rows[x.dataIndex]!) },
    xAxis: {
      type: 'value',
      scale: true,
      ...(c.axis as object),
      axisLine: { show: false },
      splitNumber: 4,
      axisLabel: { color: p.text2, fontSize: 12, formatter: '{value}%', hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((r) => `${r.peer.place ?? ''}  ${r.peer.name}`),
      ...(c.axis as object),
      axisLine: { show: false },
      axisLabel: { fontSize: 13, color: (_: string, i: number) => (rows[i]?.peer.own ? p.accent : p.text) },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        z: 1,
        encode: { x: [1, 2], y: 0 },
        data: rows.map((r, i) => [i, r.peer.growth, known(r.before) ? r.before : r.peer.growth]),
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
        symbolSize: (_: unknown, x: { dataIndex: number }) => (rows[x.dataIndex]?.peer.own ? 15 : 11),
        data: rows.map((r) => ({ value: r.peer.growth, itemStyle: { color: colour(r) } })),
      },
      {
        type: 'scatter',
        silent: true,
        symbolSize: 0.01,
        z: 3,
        data: furthest,
        label: {
          show: true,
          position: 'right',
          distance: 12,
          color: p.text2,
          fontSize: 12,
          formatter: (x: { dataIndex: number }) =>
            `${percent(rows[x.dataIndex]!.peer.growth)}  ${moveMark(rows[x.dataIndex]!.move)}`,
        },
      },
    ],
  }
}
