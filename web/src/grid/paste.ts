/* A block of cells as spreadsheets put it on the clipboard: rows by line ends, cells by tabs, a cell with either of them
   in double quotes. */
export interface At {
  row: number
  col: number
}

export function blockOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!
    if (quoted) {
      if (c === '"' && source[i + 1] === '"') cell += source[++i]
      else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"' && cell === '' && closes(source, i)) quoted = true
    else if (c === '\t' || c === '\n') {
      rows[rows.length - 1]!.push(cell)
      cell = ''
      if (c === '\n') rows.push([])
    } else cell += c
  }
  rows[rows.length - 1]!.push(cell)
  return rows
}

/** A quote that begins a cell quotes it only when another one ends it. */
function closes(source: string, from: number): boolean {
  for (let i = from + 1; i < source.length; i++) {
    if (source[i] !== '"') continue
    if (source[i + 1] === '"') i++
    else return i + 1 === source.length || source[i + 1] === '\t' || source[i + 1] === '\n'
  }
  return false
}

export interface Spread {
  cells: (At & { text: string })[]
  outside: number
}

/** The block laid on a grid from a cell on. One cell of text fills nothing but that cell; what falls outside is counted. */
export function spread(block: readonly (readonly string[])[], from: At, size: { rows: number; cols: number }): Spread {
  const cells: Spread['cells'] = []
  let outside = 0
  block.forEach((row, r) =>
    row.forEach((text, c) => {
      const at = { row: from.row + r, col: from.col + c }
      if (at.row < size.rows && at.col < size.cols) cells.push({ ...at, text: text.trim() })
      else if (text.trim()) outside++
    }),
  )
  return { cells, outside }
}
