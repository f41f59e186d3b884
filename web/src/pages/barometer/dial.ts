/* The half dial: where each band lies, where the hand points. Angles in degrees, 180 at the left end, 0 at the right. */
import { known } from '@/format/number'
import type { BarometerBand, BarometerMonth, Num } from '@/pages/projects/types'

export interface Sector {
  code: string
  name: string
  from: number
  to: number
}
export interface Dial {
  low: number
  high: number
  sectors: Sector[]
  ticks: number[]
}

const STEP = 10

/** From a band's width below the first bound to one above the last, wide enough for the values. */
export function dialOf(bands: readonly BarometerBand[], values: readonly Num[]): Dial {
  const bounds = bands.map((b) => b.at_least).filter(known)
  const width = bounds.length > 1 ? bounds[1]! - bounds[0]! : STEP
  const all = [...(bounds.length ? [bounds[0]! - width * 1.5, bounds[bounds.length - 1]! + width * 1.5] : [80, 120])]
  for (const v of values) if (known(v)) all.push(v - 2, v + 2)
  const low = Math.floor(Math.min(...all) / 5) * 5
  const high = Math.ceil(Math.max(...all) / 5) * 5
  const sectors = bands.map((b, i) => ({
    code: b.code,
    name: b.name,
    from: known(b.at_least) ? b.at_least : low,
    to: bands[i + 1]?.at_least ?? high,
  }))
  const ticks = bounds.length ? bounds : Array.from({ length: (high - low) / STEP + 1 }, (_, i) => low + i * STEP)
  return { low, high, sectors, ticks: [...new Set([low, ...ticks, high])] }
}

export const angleOf = (d: Dial, v: number): number =>
  180 - ((Math.min(d.high, Math.max(d.low, v)) - d.low) / (d.high - d.low)) * 180

export function place(angle: number, radius: number): { x: number; y: number } {
  const a = (angle * Math.PI) / 180
  const round = (x: number): number => Math.round(x * 100) / 100
  return { x: round(Math.cos(a) * radius), y: round(-Math.sin(a) * radius) }
}

export function arc(d: Dial, from: number, to: number, radius: number): string {
  const [a, b] = [place(angleOf(d, from), radius), place(angleOf(d, to), radius)]
  return `M${a.x} ${a.y}A${radius} ${radius} 0 0 1 ${b.x} ${b.y}`
}

/** How many of n calls a share of them was. */
export const timesOf = (rate: Num, n: number): Num => (known(rate) ? Math.round(rate * n) : null)

/** Better, worse or no better than saying "as last month". */
export function verdict(hits: Num, base: Num): 'better' | 'same' | 'worse' | '' {
  return !known(hits) || !known(base) ? '' : hits > base ? 'better' : hits < base ? 'worse' : 'same'
}

/** Months from the first that has anything. */
export const begun = (months: readonly BarometerMonth[]): BarometerMonth[] => {
  const first = months.findIndex((m) => known(m.index) || known(m.target))
  return first < 0 ? [] : months.slice(first)
}
