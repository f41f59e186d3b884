/* Versions of one scheme: which is in force on a day. */
import type { SchemeRow } from '@/pages/scores/types'

/** The published one that began last, up to the day; of two that begin on one day the later version. */
export function inForce<S extends Pick<SchemeRow, 'from' | 'version'>>(rows: readonly S[], day: string): S | undefined {
  return rows
    .filter((r) => r.from && r.from <= day)
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : b.version - a.version))[0]
}

/** draft: not published; coming: from a later day; now: in force; past: another took its place. */
export function stateOf<S extends Pick<SchemeRow, 'from' | 'version'>>(s: S, rows: readonly S[], day: string): string {
  if (!s.from) return 'draft'
  if (s.from > day) return 'coming'
  return inForce(rows, day)?.version === s.version ? 'now' : 'past'
}
