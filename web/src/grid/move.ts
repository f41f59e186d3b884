/* Where a key leads from a cell: up, down and Enter always; left and right when the caret stands at that end of the text. */
import type { At } from './paste'

export interface Caret {
  start: number
  end: number
  length: number
}
export interface Size {
  rows: number
  cols: number
}

export function moved(from: At, key: string, shift: boolean, caret: Caret, size: Size): At | null {
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [shift ? -1 : 1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }
  const step = steps[key]
  if (!step || (shift && key !== 'Enter')) return null
  const whole = caret.length > 0 && caret.start === 0 && caret.end === caret.length
  if (key === 'ArrowLeft' && !whole && (caret.start !== 0 || caret.end !== 0)) return null
  if (key === 'ArrowRight' && !whole && caret.start !== caret.length) return null
  const to = { row: from.row + step[0], col: from.col + step[1] }
  if (key === 'Enter' && to.row >= size.rows && from.col + 1 < size.cols) return { row: 0, col: from.col + 1 }
  return to.row < 0 || to.col < 0 || to.row >= size.rows || to.col >= size.cols ? null : to
}
