/* How many targets stand how: by the forecast of the year and by the schedule. */
import type { CardRow } from '@/api/schema'

export const JUDGEMENTS = ['met', 'expected', 'likely', 'hard', 'unlikely', ''] as const
export const LIGHTS = ['green', 'yellow', 'red', ''] as const
export interface Count {
  code: string
  n: number
}

export const withTarget = (rows: readonly CardRow[]): CardRow[] => rows.filter((r) => r.target !== null)

function counted(rows: readonly CardRow[], of: (r: CardRow) => string, order: readonly string[]): Count[] {
  const codes = [...order.filter(Boolean), ...new Set(rows.map(of).filter((c) => c && !order.includes(c))), '']
  return codes.map((code) => ({ code, n: rows.filter((r) => of(r) === code).length })).filter((c) => c.n > 0)
}

export const byJudgement = (rows: readonly CardRow[]): Count[] =>
  counted(withTarget(rows), (r) => r.judgement, JUDGEMENTS)
export const byLight = (rows: readonly CardRow[]): Count[] => counted(withTarget(rows), (r) => r.light, LIGHTS)

const GRAVITY: { [code: string]: number } = { unlikely: 0, hard: 1 }

/** What to look at first: forecast to be missed or behind schedule; the least probable on top. */
export function attention(rows: readonly CardRow[]): CardRow[] {
  const weight = (r: CardRow): number => (r.light === 'red' ? 0 : r.light === 'yellow' ? 1 : 2)
  return withTarget(rows)
    .filter((r) => r.light === 'red' || r.light === 'yellow' || r.judgement in GRAVITY)
    .sort((a, b) => (a.target_probability ?? 2) - (b.target_probability ?? 2) || weight(a) - weight(b))
}

export function grouped(rows: readonly CardRow[]): { group: string; targets: CardRow[]; others: CardRow[] }[] {
  return [...new Set(rows.map((r) => r.group))].map((group) => {
    const mine = rows.filter((r) => r.group === group)
    const known = mine.filter((r) => r.value !== null || r.growth !== null || r.target !== null)
    return { group, targets: withTarget(known), others: known.filter((r) => r.target === null) }
  })
}

/** Columns for a group's other indicators: what its tiles leave of their last row, or a row of their own where that is
    too little. A column beside tiles takes eight lines. */
export function restSpan(tiles: number, others: number, columns: number): number {
  const left = columns - (tiles % columns || columns)
  return left > 0 && others <= left * 8 ? left : columns
}
