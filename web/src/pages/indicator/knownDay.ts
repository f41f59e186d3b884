import { when } from '@/format/period'

/** The day by which leaders see a month's figures: the 25th of the month after it. */
export function knownDay(period: string): string {
  const w = when(period)!
  const next = w.year * 12 + w.month
  return `${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}-25`
}
