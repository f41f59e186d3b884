/* Assumptions as the address and the server write them: "IVA=+1" a change of a point, "IVA=12" a growth of 12 %,
   "IVA==-3" a growth of -3 %; several with semicolons between. */
import { known, rounded } from '@/format/number'
import type { Num } from '@/pages/projects/types'

export interface Change {
  code: string
  /** value is the growth itself, %; else its change, points */
  absolute: boolean
  value: number
}

/** What cannot be read is left out; of the same code the last counts. */
export function readSet(text: string): Change[] {
  const found = new Map<string, Change>()
  for (const part of text.split(';')) {
    const m = /^([^=]+)=(=?)([+-]?\d+(?:\.\d+)?)$/.exec(part.trim())
    if (!m) continue
    const value = Number(m[3])
    found.delete(m[1]!)
    found.set(m[1]!, { code: m[1]!, absolute: m[2] === '=' || !/^[+-]/.test(m[3]!), value })
  }
  return [...found.values()]
}

export function changeText(c: Change): string {
  const n = String(rounded(c.value, 4))
  if (!c.absolute) return `${c.code}=${c.value < 0 ? '' : '+'}${n}`
  return c.value < 0 ? `${c.code}==${n}` : `${c.code}=${n}`
}

export const writeSet = (changes: readonly Change[]): string => changes.map(changeText).join(';')

/** One code moved by so many points; nothing takes it out. */
export function withChange(changes: readonly Change[], code: string, points: number | null): Change[] {
  const moved = points !== null && rounded(points, 4) !== 0
  const next = { code, absolute: false, value: rounded(points ?? 0, 4) }
  if (!changes.some((c) => c.code === code)) return moved ? [...changes, next] : [...changes]
  return changes.flatMap((c) => (c.code !== code ? [c] : moved ? [next] : []))
}

/** As points against the present growth; null where that is not known. */
export function pointsOf(c: Change | undefined, growth: Num): Num {
  if (!c) return 0
  return c.absolute ? (known(growth) ? rounded(c.value - growth, 4) : null) : c.value
}
