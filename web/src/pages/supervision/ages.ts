/* How long the open tasks have been open: shares of a bar that are never too thin to be seen, nor hidden when none. */
import type { AgeCount } from '@/pages/tasks/types'

export interface AgePart extends AgeCount {
  /** of the bar, % */
  share: number
}

export function agesOf(ages: readonly AgeCount[]): { parts: AgePart[]; total: number } {
  const total = ages.reduce((n, a) => n + a.n, 0)
  return { total, parts: ages.map((a) => ({ ...a, share: total ? (a.n / total) * 100 : 0 })) }
}
