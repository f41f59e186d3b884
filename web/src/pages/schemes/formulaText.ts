/* The text of a formula as it is written: places of faults, what may be completed at the caret, which function the caret
   stands in. The server counts characters (code points), the browser counts UTF-16 units. */
import type { SchemeWord, TryFault } from '@/pages/scores/types'

/** The UTF-16 range of n characters from character at on; what lies outside is cut off. */
export function rangeOf(text: string, at: number, n: number): { from: number; to: number } {
  let chars = 0
  let from = text.length
  let unit = 0
  for (const c of text) {
    if (chars === at) from = unit
    if (chars === at + n) return { from, to: unit }
    unit += c.length
    chars++
  }
  return { from: Math.min(from, text.length), to: text.length }
}

export interface Piece {
  text: string
  /** Which fault underlines it; -1 none. */
  fault: number
}

/** The text cut where faults begin and end. A fault of no length, or behind the end, takes the character at its place or
    the last one; of two on one place the first one shows. */
export function piecesOf(text: string, faults: readonly Pick<TryFault, 'at' | 'n'>[]): Piece[] {
  const ranges = faults.map((f) => {
    const r = rangeOf(text, f.at, Math.max(1, f.n))
    if (r.from < r.to) return r
    const last = [...text].pop()?.length ?? 0
    return { from: text.length - last, to: text.length }
  })
  const cuts = [...new Set([0, text.length, ...ranges.flatMap((r) => [r.from, r.to])])].sort((a, b) => a - b)
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i]!
    return { text: text.slice(from, to), fault: ranges.findIndex((r) => r.from < to && r.to > from) }
  })
}

const QUOTES: { [open: string]: string } = { '"': '"', "'": "'", '“': '”', '‘': '’' }
const NAME = /[\p{L}\p{N}_]/u

interface Place {
  /** The string that the caret stands in: where its text begins. */
  string: number | null
  /** Open calls, the outermost first: name and which argument. */
  calls: { name: string; argument: number }[]
}

function placeAt(text: string, caret: number): Place {
  const calls: Place['calls'] = []
  let close = ''
  let string: number | null = null
  for (let i = 0; i < caret; i++) {
    const c = text[i]!
    if (string !== null) {
      if (c === close) string = null
    } else if (c in QUOTES) {
      close = QUOTES[c]!
      string = i + 1
    } else if (c === '(' || c === '（') {
      calls.push({ name: /[\p{L}_][\p{L}\p{N}_]*\s*$/u.exec(text.slice(0, i))?.[0].trim() ?? '', argument: 0 })
    } else if (c === ')' || c === '）') calls.pop()
    else if ((c === ',' || c === '，') && calls.length) calls[calls.length - 1]!.argument++
  }
  return { string, calls }
}

/** The innermost call around the caret. */
export function callAt(text: string, caret: number): { name: string; argument: number } | null {
  const { calls } = placeAt(text, caret)
  return [...calls].reverse().find((c) => c.name) ?? null
}

export interface Offer {
  label: string
  note: string
  /** What takes the place of what was typed; the caret then stands this far before its end. */
  insert: string
  back: number
}

export interface Completion {
  from: number
  to: number
  offers: Offer[]
}

export interface Known {
  functions: readonly SchemeWord[]
  readers: readonly SchemeWord[]
  /** Codes that may stand in the reader's first argument, by reader. */
  codes: (reader: string, argument: number) => readonly { code: string; name: string }[]
}

const OFFERED = 12

function best<T>(items: readonly T[], typed: string, keys: (x: T) => string[]): T[] {
  const wanted = typed.toLowerCase()
  const rank = (x: T): number => {
    const all = keys(x).map((k) => k.toLowerCase())
    if (all.some((k) => k.startsWith(wanted))) return 0
    return all.some((k) => k.includes(wanted)) ? 1 : 2
  }
  return items
    .map((x, i) => ({ x, i, r: rank(x) }))
    .filter((x) => x.r < 2)
    .sort((a, b) => a.r - b.r || a.i - b.i)
    .slice(0, OFFERED)
    .map(({ x }) => x)
}

/** What may be written at the caret: names of functions and readers, or in their quotation marks codes. null: nothing. */
export function completionAt(text: string, caret: number, known: Known): Completion | null {
  const { string, calls } = placeAt(text, caret)
  if (string !== null) {
    const call = calls[calls.length - 1]
    if (!call) return null
    const typed = text.slice(string, caret)
    const open = text[string - 1]!
    const close = QUOTES[open]!
    const end = text.indexOf(close, caret)
    /* The rest of a code that is there already is replaced; without its end mark only what stands before the caret is. */
    const rest = end >= 0 && /^[\p{L}\p{N}_.-]*$/u.test(text.slice(caret, end)) ? end + 1 : caret
    const found = best(known.codes(call.name, call.argument), typed, (c) => [c.code, c.name])
    return found.length
      ? {
          from: string,
          to: rest,
          offers: found.map((c) => ({ label: c.code, note: c.name, insert: c.code + close, back: 0 })),
        }
      : null
  }
  let from = caret
  while (from > 0 && NAME.test(text[from - 1]!)) from--
  const typed = text.slice(from, caret)
  if (!typed || /^\p{N}/u.test(typed)) return null
  let to = caret
  while (to < text.length && NAME.test(text[to]!)) to++
  const has = text[to] === '(' || text[to] === '（'
  const words = [
    ...known.readers.map((w) => ({ w, reads: true })),
    ...known.functions.map((w) => ({ w, reads: false })),
  ]
  const offers = best(words, typed, (x) => [x.w.name, x.w.text]).map(({ w, reads }): Offer => {
    const label = `${w.name}(${w.arguments})`
    if (has) return { label, note: w.text, insert: w.name, back: 0 }
    if (!w.arguments) return { label, note: w.text, insert: w.name + '()', back: 0 }
    return reads
      ? { label, note: w.text, insert: w.name + '("")', back: 2 }
      : { label, note: w.text, insert: w.name + '()', back: 1 }
  })
  return offers.length ? { from, to, offers } : null
}

export function taken(text: string, c: Completion, offer: Offer): { text: string; caret: number } {
  const out = text.slice(0, c.from) + offer.insert + text.slice(c.to)
  return { text: out, caret: c.from + offer.insert.length - offer.back }
}
