/* A form as a grid: a row for each indicator and area, a column for each measure that the form asks for. */
import type { FormCell } from '@/api/schema'
import { typed } from '@/grid/figure'
import { cellKey } from './drafts'

export interface SheetRow {
  key: string
  indicator: string
  name: string
  area: string
  area_name: string
  cells: (FormCell | null)[]
}
export interface Sheet {
  measures: string[]
  rows: SheetRow[]
  areas: number
}

const ORDER = ['value', 'yoy', 'avg2', 'rank']

export function sheetOf(cells: readonly FormCell[]): Sheet {
  const measures = [...new Set(cells.map((c) => c.measure))].sort(
    (a, b) => ((ORDER.indexOf(a) + 9) % 9) - ((ORDER.indexOf(b) + 9) % 9),
  )
  const rows = new Map<string, SheetRow>()
  for (const c of cells) {
    const key = `${c.indicator}|${c.area}|${c.basis}`
    const row = rows.get(key) ?? {
      key,
      indicator: c.indicator,
      name: c.name,
      area: c.area,
      area_name: c.area_name,
      cells: measures.map(() => null),
    }
    row.cells[measures.indexOf(c.measure)] = c
    rows.set(key, row)
  }
  return { measures, rows: [...rows.values()], areas: new Set(cells.map((c) => c.area)).size }
}

export interface Entry {
  indicator: string
  area: string
  measure: string
  value: string
  note: string
}

/** What is handed in: what was typed, and nothing that stands there already. */
export function entriesOf(
  cells: readonly FormCell[],
  values: { [cell: string]: string },
  notes: { [cell: string]: string },
): Entry[] {
  return cells
    .filter((c) => !c.locked)
    .flatMap((c) => {
      const raw = values[cellKey(c)] ?? ''
      const x = typed(raw)
      if (x.kind === 'empty') return []
      return [
        {
          indicator: c.indicator,
          area: c.area,
          measure: c.measure,
          value: x.kind === 'number' ? x.text : raw.trim(),
          note: notes[cellKey(c)] ?? '',
        },
      ]
    })
}

/** "提交 12 个数，3 个未填": how many go, how many are owed and stay open, how many are no numbers. */
export function tallyOf(
  cells: readonly FormCell[],
  values: { [cell: string]: string },
): { filled: number; open: number; wrong: number } {
  let filled = 0,
    open = 0,
    wrong = 0
  for (const c of cells) {
    if (c.locked) continue
    const x = typed(values[cellKey(c)] ?? '')
    if (x.kind === 'number') filled++
    else if (x.kind === 'wrong') wrong++
    else if (c.state === 'missing' || c.state === 'late' || c.state === 'returned') open++
  }
  return { filled, open, wrong }
}
