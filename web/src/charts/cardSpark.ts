/* What the small line of a tile shows: of a target in amounts the year's cumulative climb beside the year before, of
   everything else the growth of two years; each with the fan to the year's end. */
import type { CardRow, Fact } from '@/api/schema'
import { monthIndex } from '@/format/period'
import { pointsOf, upTo } from './series'
import type { SparkInput } from './spark'

export function measureOfSpark(row: CardRow): 'value' | 'yoy' {
  return row.target_measure === 'value' || row.basis === 'point' || row.growth === null ? 'value' : 'yoy'
}

export function cardSpark(row: CardRow, facts: readonly Fact[]): SparkInput {
  const now = monthIndex(row.period)
  const december = Math.floor(now / 12) * 12 + 11
  const measure = measureOfSpark(row)
  const all = upTo(pointsOf(facts, measure, row.basis === 'point' ? ['point'] : ['ytd', 'year']), now)
  if (measure === 'yoy')
    return {
      points: all.filter((p) => p.at > now - 25),
      target: row.target_measure === 'yoy' ? row.target : null,
      fan:
        row.year_end_growth === null
          ? null
          : {
              at: december,
              mid: row.year_end_growth,
              low: row.year_end_growth_low80,
              high: row.year_end_growth_high80,
            },
    }
  const fan =
    row.year_end === null
      ? null
      : { at: december, mid: row.year_end, low: row.year_end_low80, high: row.year_end_high80 }
  const target = row.target_measure === 'value' ? row.target : null
  if (row.basis === 'point') return { points: all.filter((p) => p.at > now - 25), fan, target }
  const start = december - 11
  return {
    points: all.filter((p) => p.at >= start),
    fan,
    target,
    zero: true,
    before: pointsOf(facts, measure, ['ytd', 'year'])
      .filter((p) => p.at >= start - 12 && p.at < start)
      .map((p) => ({ ...p, at: p.at + 12 })),
  }
}
