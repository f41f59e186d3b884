/* What a cell of a table may hold, told while it is typed; the server has the last word. */
import type { TableColumn } from '@/api/schema'

export type Broken = 'required' | 'choice' | 'date' | 'year' | 'number' | 'code'

export const choicesOf = (c: TableColumn): string[] => c.choices.split(' ').filter(Boolean)
const parts = (text: string): string[] =>
  text
    .split(/[;；]/)
    .map((s) => s.trim())
    .filter(Boolean)

export function broken(text: string, c: TableColumn): Broken | null {
  const s = text.trim()
  if (!s) return c.required ? 'required' : null
  if (c.rule === 'choice') return choicesOf(c).includes(s) ? null : 'choice'
  if (c.rule === 'choices') return parts(s).every((x) => choicesOf(c).includes(x)) ? null : 'choice'
  if (c.rule === 'date') return isDate(s) ? null : 'date'
  if (c.rule === 'year') return /^\d{4}$/.test(s) ? null : 'year'
  if (c.rule === 'number') return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(s) ? null : 'number'
  return null
}

function isDate(s: string): boolean {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(s)
  if (!m) return false
  const d = new Date(Date.UTC(+m[1]!, +m[2]! - 1, +m[3]!))
  return d.getUTCMonth() === +m[2]! - 1 && d.getUTCDate() === +m[3]!
}
