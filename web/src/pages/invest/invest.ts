/* What the page reckons of investment: which candidates would close the gap, and how the pipeline splits. */
import { known } from '@/format/number'
import type { InvestCandidate, InvestIndicator, InvestMonth, Num } from '@/pages/projects/types'

export interface Candidate extends InvestCandidate {
  /** sum of this one and the larger ones */
  sum: number
  /** with it the sum first reaches what is needed */
  enough: boolean
}

/** Those that name the indicator, largest first, with their running sum and where it suffices. */
export function candidatesFor(all: readonly InvestCandidate[], indicator: string, needed: Num): Candidate[] {
  let sum = 0
  let reached = false
  return all
    .filter((c) => known(c.amount) && c.amount > 0)
    .filter((c) => !indicator || c.indicators.split(';').includes(indicator))
    .sort((a, b) => b.amount! - a.amount!)
    .map((c) => {
      sum += c.amount!
      const enough = !reached && known(needed) && needed > 0 && sum >= needed
      reached = reached || enough
      return { ...c, sum, enough }
    })
}

/** needed less what the register could bring by plan: above 0 the plans themselves do not suffice. */
export const gapOf = (x: InvestIndicator): Num =>
  known(x.needed) && known(x.in_reach) ? x.needed - x.in_reach : null

/** Months are kept of all projects together: they are the indicator's own where their sum is. */
export function monthsAreOf(months: readonly InvestMonth[], x: InvestIndicator): boolean {
  const sum = months.reduce((s, m) => s + (m.entered ?? 0), 0)
  return known(x.entered) && Math.abs(sum - x.entered) < 0.5
}

/** To 万元, as everything of projects is. */
export const inWan = (value: number, unit: string): Num =>
  unit === '亿元' ? value * 1e4 : unit === '万元' ? value : null
