/* The tables of a scheme as sheets of texts: what changed, and where a finding stands. */
import type { Finding, TableColumn } from '@/api/schema'
import { diffOf, isBlank, type Change, type Line } from '@/pages/admin/diff'
import type { SchemeTable } from '@/pages/scores/types'

export type Sheets = { [name: string]: Line[] }

/** The order of the tabs: what is worked on most first. */
export const ORDER = [
  'items',
  'groups',
  'weights',
  'params',
  'gates',
  'lists',
  'entries',
  'classes',
  'units',
  'exemptions',
  'scheme',
]
/** Sheets with formulas. */
export const FORMULAS = ['items', 'gates', 'lists']

export function sheetsOf(tables: readonly SchemeTable[]): Sheets {
  return Object.fromEntries(
    tables.map((x) => [
      x.name,
      x.rows.map((r) => Object.fromEntries(x.columns.map((c) => [c.name, String(r[c.name] ?? '')]))),
    ]),
  )
}

/** A table that the order does not know comes last. */
export function inOrder<T extends { name: string }>(tables: readonly T[]): T[] {
  const place = (name: string): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1)
  return [...tables].sort((a, b) => place(a.name) - place(b.name))
}

/** What is handed in: rows that are not blank. */
export const handedIn = (sheets: Sheets): { name: string; rows: Line[] }[] =>
  Object.entries(sheets).map(([name, rows]) => ({ name, rows: rows.filter((r) => !isBlank(r)) }))

export interface SheetChanges {
  name: string
  changes: Change[]
}

export function changesOf(before: Sheets, after: Sheets, tables: readonly SchemeTable[]): SheetChanges[] {
  return tables.flatMap((x) => {
    const names = x.columns.map((c) => c.name)
    const keys = x.columns.filter((c) => c.key).map((c) => c.name)
    const changes = diffOf(before[x.name] ?? [], after[x.name] ?? [], keys.length ? keys : names.slice(0, 1), names)
    return changes.length ? [{ name: x.name, changes }] : []
  })
}

export interface Placed extends Finding {
  sheet: string
  /** of the sheet's rows, blank ones counted; -1 of the whole sheet */
  at: number
  /** of the columns; -1 of the whole row */
  col: number
}

/** Findings name the file that was handed in ("items.csv", its head line 1), in which blank rows are left out. */
export function placed(findings: readonly Finding[], sheets: Sheets): Placed[] {
  return findings.map((f) => {
    const name = (f.file || f.sheet).replace(/\.csv$/, '')
    const filled = (sheets[name] ?? []).flatMap((r, i) => (isBlank(r) ? [] : [i]))
    return { ...f, sheet: name, at: f.row > 1 ? (filled[f.row - 2] ?? -1) : -1, col: f.column - 1 }
  })
}

export function marksOf(found: readonly Placed[], sheet: string): Map<string, string> {
  const marks = new Map<string, string>()
  for (const f of found)
    if (f.sheet === sheet && f.at >= 0 && f.col >= 0 && !marks.has(`${f.at}.${f.col}`))
      marks.set(`${f.at}.${f.col}`, f.detail)
  return marks
}

/** What a row is called: its name, else its code. */
export function nameOf(row: Line | undefined, columns: readonly TableColumn[], lang: 'zh' | 'en'): string {
  if (!row) return ''
  return row['name_' + lang] || row.name_zh || row[columns[0]?.name ?? ''] || ''
}
