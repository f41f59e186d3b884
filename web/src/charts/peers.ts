/* Standing among peers: a dot a peer in order of place, and the ghost of where it stood in the period before. */
import type { Peer } from '@/api/schema'
import { known, percent } from '@/format/number'
import { moveMark } from '@/format/phrase'
import { t } from '@/i18n'
import type { ChartOption } from './echarts'
import type { Palette } from './palette'
import { standingOption } from './standing'

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
  return standingOption(
    rows.map((r) => ({
      label: `${r.peer.place ?? ''}  ${r.peer.name}`,
      value: r.peer.growth ?? 0,
      before: r.before,
      own: r.peer.own,
      said:
        `${r.peer.name}\n${t('league.places', { n: r.peer.place ?? '' })} ${percent(r.peer.growth)}` +
        (known(r.before) ? `\n${t('ind.peers.before')} ${percent(r.before)}` : ''),
      end: `${percent(r.peer.growth)}  ${moveMark(r.move)}`,
    })),
    '{value}%',
    p,
  )
}
