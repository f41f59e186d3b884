/* What a new version of a table would change, told by its key columns; rows without a key are told by all their cells. */
export type Line = { [column: string]: string }
export interface Change {
  kind: 'added' | 'removed' | 'changed'
  key: string
  cells: { column: string; from: string; to: string }[]
}

const GAP = '\u001f'

/** Rows of one key keep their order: the first of it is compared with the first, the second with the second. */
function named(rows: readonly Line[], keys: readonly string[], columns: readonly string[]): Map<string, Line> {
  const seen = new Map<string, number>()
  const out = new Map<string, Line>()
  for (const r of rows) {
    const key = (keys.length ? keys : columns).map((k) => r[k] ?? '').join(GAP)
    const n = seen.get(key) ?? 0
    seen.set(key, n + 1)
    out.set(n ? key + GAP + n : key, r)
  }
  return out
}

export const isBlank = (r: Line): boolean => Object.values(r).every((v) => !v.trim())

export function diffOf(
  before: readonly Line[],
  after: readonly Line[],
  keys: readonly string[],
  columns: readonly string[],
): Change[] {
  const was = named(before, keys, columns)
  const is = named(
    after.filter((r) => !isBlank(r)),
    keys,
    columns,
  )
  const title = (r: Line): string =>
    (keys.length ? keys : columns.slice(0, 3))
      .map((k) => r[k] ?? '')
      .filter(Boolean)
      .join(' · ')
  const whole = (r: Line, side: 'from' | 'to') =>
    columns
      .filter((c) => r[c])
      .map((column) => ({ column, from: side === 'from' ? r[column]! : '', to: side === 'to' ? r[column]! : '' }))
  const changes: Change[] = []
  for (const [key, r] of is) {
    const old = was.get(key)
    if (!old) {
      changes.push({ kind: 'added', key: title(r), cells: whole(r, 'to') })
      continue
    }
    const cells = columns
      .filter((c) => (old[c] ?? '') !== (r[c] ?? ''))
      .map((column) => ({ column, from: old[column] ?? '', to: r[column] ?? '' }))
    if (cells.length) changes.push({ kind: 'changed', key: title(r), cells })
  }
  for (const [key, r] of was)
    if (!is.has(key)) changes.push({ kind: 'removed', key: title(r), cells: whole(r, 'from') })
  return changes
}
