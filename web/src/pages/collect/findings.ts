/* Findings of a file, put back where they stand: for each sheet the rows and columns that have one, with the row before
   and after left out as a gap would be. */
import type { Fault } from '@/session/write'

export interface PlacedSheet {
  name: string
  columns: { number: number; letters: string }[]
  rows: { number: number; cells: (Fault | null)[] }[]
  faults: Fault[]
}

/** 1 is A, 27 is AA. */
export function letters(column: number): string {
  let n = column,
    text = ''
  while (n > 0) {
    text = String.fromCharCode(65 + ((n - 1) % 26)) + text
    n = Math.floor((n - 1) / 26)
  }
  return text
}

const GRAVE: { [severity: string]: number } = { fault: 0, error: 0, warning: 1 }
const grave = (f: Fault): number => GRAVE[f.severity ?? 'fault'] ?? 2

const SHOWN_ROWS = 200

export function placed(faults: readonly Fault[]): PlacedSheet[] {
  const names = [...new Set(faults.map((f) => f.sheet ?? ''))]
  return names.map((name) => {
    const mine = faults
      .filter((f) => (f.sheet ?? '') === name)
      .sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? 0) - (b.column ?? 0))
    const inCells = mine.filter((f) => (f.row ?? 0) > 0 && (f.column ?? 0) > 0)
    const last = Math.max(0, ...inCells.map((f) => f.column!))
    const numbers =
      last <= 12
        ? Array.from({ length: last }, (_, i) => i + 1)
        : [...new Set(inCells.map((f) => f.column!))].sort((a, b) => a - b)
    const rows = [...new Set(inCells.map((f) => f.row!))].slice(0, SHOWN_ROWS)
    return {
      name,
      columns: numbers.map((number) => ({ number, letters: letters(number) })),
      rows: rows.map((number) => ({
        number,
        cells: numbers.map(
          (column) =>
            inCells.filter((f) => f.row === number && f.column === column).sort((a, b) => grave(a) - grave(b))[0] ??
            null,
        ),
      })),
      faults: mine,
    }
  })
}
