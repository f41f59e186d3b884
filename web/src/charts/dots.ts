/* A distribution as twenty equally likely dots, and how many of them reach the target. */
import type { Quantile } from '@/api/schema'

/** The value below which p of the distribution lies, straight between the known quantiles. */
export function quantileAt(quantiles: readonly Quantile[], p: number): number {
  const q = [...quantiles].sort((a, b) => a.p - b.p)
  const first = q[0]!
  const last = q[q.length - 1]!
  if (p <= first.p) return first.value
  if (p >= last.p) return last.value
  const i = q.findIndex((x) => x.p >= p)
  const [a, b] = [q[i - 1]!, q[i]!]
  return a.value + ((b.value - a.value) * (p - a.p)) / (b.p - a.p)
}

export function quantileDots(quantiles: readonly Quantile[], n = 20): number[] {
  return quantiles.length ? Array.from({ length: n }, (_, i) => quantileAt(quantiles, (i + 0.5) / n)) : []
}

export interface Dot {
  x: number
  y: number
  value: number
  reaches: boolean
}

/** Stacked in bins of one dot's width; x and y in dot widths from the left and the bottom. */
export function stackedDots(
  values: readonly number[],
  bins: number,
  target: number | null,
  atMost: boolean,
): { dots: Dot[]; at: (v: number) => number; rows: number } {
  const ends = target === null ? [...values] : [...values, target]
  const low = Math.min(...ends)
  const high = Math.max(...ends)
  const at = (v: number): number => (high === low ? bins / 2 : ((v - low) / (high - low)) * (bins - 1) + 0.5)
  const heights = new Map<number, number>()
  const dots = values.map((value) => {
    const column = Math.min(bins - 1, Math.floor(at(value)))
    const y = heights.get(column) ?? 0
    heights.set(column, y + 1)
    return { x: column + 0.5, y, value, reaches: target !== null && (atMost ? value <= target : value >= target) }
  })
  return { dots, at, rows: Math.max(1, ...heights.values()) }
}
