/* The figures of a chart as a table: the same that the drawing shows. */
export interface Column<R> {
  key: string
  title: string
  numeric?: boolean
  /** For the order; the text is for the eye. */
  value: (row: R) => string | number | null
  text?: (row: R) => string
  hidden?: boolean
}

export interface Table<R = unknown> {
  columns: Column<R>[]
  rows: R[]
}

export function textOf<R>(column: Column<R>, row: R): string {
  if (column.text) return column.text(row)
  const v = column.value(row)
  return v === null ? '' : String(v)
}

export function ordered<R>(rows: readonly R[], column: Column<R> | undefined, down: boolean): R[] {
  if (!column) return [...rows]
  const sign = down ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)]
    if (x === null || x === '') return y === null || y === '' ? 0 : 1
    if (y === null || y === '') return -1
    return (
      sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'zh-CN'))
    )
  })
}

/** For a spreadsheet: tabs between, numbers as bare numbers so that they paste as numbers, no cell that starts a formula. */
export function tabbed<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const plain = (c: Column<R>, r: R): string => {
    const v = c.value(r)
    if (typeof v === 'number') return String(v)
    if (v === null) return ''
    const text = textOf(c, r).replace(/[\t\r\n]+/g, ' ')
    return /^[=+\-@]/.test(text) ? "'" + text : text
  }
  return [
    columns.map((c) => c.title).join('\t'),
    ...rows.map((r) => columns.map((c) => plain(c, r)).join('\t')),
  ].join('\r\n')
}

export function commaSeparated<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const quoted = (s: string): string => (/[",\r\n]/.test(s) ? '"' + s.replace(/"/g, '""') + '"' : s)
  const cell = (c: Column<R>, r: R): string => {
    const v = c.value(r)
    return v === null ? '' : typeof v === 'number' ? String(v) : quoted(textOf(c, r))
  }
  return (
    '\ufeff' +
    [columns.map((c) => quoted(c.title)), ...rows.map((r) => columns.map((c) => cell(c, r)))]
      .map((l) => l.join(','))
      .join('\r\n') +
    '\r\n'
  )
}
