/* A history as points of a line: months on one axis of time, the year's figure standing in December. */
import type { Fact } from '@/api/schema'
import { monthIndex } from '@/format/period'

export interface Point {
  at: number
  value: number
  status: string
  period: string
  basis: string
  known_on: string
}

/** The facts that count, of one measure, of the bases named, in order of time; a year stands in its December. */
export function pointsOf(facts: readonly Fact[], measure: string, bases: readonly string[]): Point[] {
  return facts
    .filter((f) => f.counts && f.measure === measure && bases.includes(f.basis))
    .map((f) => ({
      at: monthIndex(f.period),
      value: f.value,
      status: f.status,
      period: f.period,
      basis: f.basis,
      known_on: f.known_on,
    }))
    .filter((p) => Number.isFinite(p.at))
    .sort((a, b) => a.at - b.at)
}

export function upTo(points: readonly Point[], at: number): Point[] {
  return points.filter((p) => p.at <= at)
}
