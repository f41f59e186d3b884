/* The geometry of a small line with its fan: numbers in, SVG coordinates out. */
import type { Point } from './series'

export interface Fan {
  at: number
  mid: number
  low: number | null
  high: number | null
}
export interface Spark {
  line: string
  before: string
  fan: string
  ahead: string
  now: { x: number; y: number } | null
  target: number | null
  zero: number | null
}
export interface SparkInput {
  points: readonly Point[]
  before?: readonly Point[]
  fan: Fan | null
  target: number | null
  zero?: boolean
}

const EMPTY: Spark = { line: '', before: '', fan: '', ahead: '', now: null, target: null, zero: null }

export function spark(input: SparkInput, width: number, height: number, pad = 4): Spark {
  const { points, before = [], fan, target } = input
  const last = points[points.length - 1]
  if (!last) return EMPTY
  const at = [...points, ...before].map((p) => p.at).concat(fan ? [fan.at] : [])
  const values = [...points, ...before]
    .map((p) => p.value)
    .concat(
      [fan?.mid, fan?.low, fan?.high, target, input.zero ? 0 : null].filter(
        (v): v is number => typeof v === 'number',
      ),
    )
  const [x0, x1, y0, y1] = [Math.min(...at), Math.max(...at), Math.min(...values), Math.max(...values)]
  const x = (v: number): number => round(x1 === x0 ? width / 2 : pad + ((v - x0) / (x1 - x0)) * (width - 2 * pad))
  const y = (v: number): number =>
    round(y1 === y0 ? height / 2 : height - pad - ((v - y0) / (y1 - y0)) * (height - 2 * pad))
  const path = (ps: readonly Point[]): string => ps.map((p, i) => `${i ? 'L' : 'M'}${x(p.at)} ${y(p.value)}`).join('')
  const ahead = fan && fan.at > last.at ? fan : null
  return {
    line: path(points),
    before: path(before),
    ahead: ahead ? `M${x(last.at)} ${y(last.value)}L${x(ahead.at)} ${y(ahead.mid)}` : '',
    fan:
      ahead && ahead.low !== null && ahead.high !== null
        ? `M${x(last.at)} ${y(last.value)}L${x(ahead.at)} ${y(ahead.high)}L${x(ahead.at)} ${y(ahead.low)}Z`
        : '',
    now: { x: x(last.at), y: y(last.value) },
    target: target === null ? null : y(target),
    zero: y0 < 0 && y1 > 0 ? y(0) : null,
  }
}

function round(v: number): number {
  return Math.round(v * 10) / 10
}
