/* The steps that a person can take in a task: what each asks for, and how grave it is. Who may take which, the server
   says; here stands only what the form of each looks like. */
export type Field = 'text' | 'date' | 'figure' | 'files' | 'other' | 'parts'

export interface StepLook {
  fields: readonly Field[]
  /** A refusal or an end: its button is not the inviting one. */
  grave?: boolean
}

const LOOKS: { readonly [verb: string]: StepLook } = {
  issue: { fields: [] },
  accept: { fields: ['text'] },
  decline: { fields: ['text'], grave: true },
  feedback: { fields: ['text', 'figure', 'files'] },
  support: { fields: ['text', 'figure', 'files'] },
  ask_close: { fields: ['text', 'figure', 'files'] },
  return: { fields: ['text', 'files'], grave: true },
  verify: { fields: ['text', 'files'] },
  close: { fields: ['text'] },
  ask_extension: { fields: ['date', 'text', 'files'] },
  extend: { fields: ['date', 'text'] },
  refuse_extension: { fields: ['text'], grave: true },
  split: { fields: ['parts', 'text'] },
  merge: { fields: ['other', 'text'] },
  withdraw: { fields: ['text'], grave: true },
  inspect: { fields: ['text', 'files'] },
  instruct: { fields: ['text'] },
}
export const lookOf = (verb: string): StepLook => LOOKS[verb] ?? { fields: ['text', 'files'] }

/* What is usually next comes first. */
const ORDER = [
  'accept',
  'issue',
  'verify',
  'return',
  'close',
  'extend',
  'refuse_extension',
  'ask_close',
  'feedback',
  'support',
  'instruct',
  'ask_extension',
  'decline',
  'inspect',
  'amend',
  'split',
  'merge',
  'withdraw',
]
export function inOrder<S extends { verb: string }>(steps: readonly S[]): S[] {
  const at = (s: S): number => (ORDER.indexOf(s.verb) + ORDER.length + 1) % (ORDER.length + 1)
  return [...steps].sort((a, b) => at(a) - at(b))
}

export interface Typed {
  text: string
  date: string
  value: string
  value_unit: string
}

/** What is still wanting before the step can be taken; '' nothing. */
export function wanting(
  verb: string,
  needsText: boolean,
  typed: Typed,
  more: { other: number; parts: number; sending: boolean; figure: boolean },
): '' | 'text' | 'date' | 'other' | 'parts' | 'sending' | 'figure' | 'unit' {
  const { fields } = lookOf(verb)
  if (fields.includes('other') && !more.other) return 'other'
  if (fields.includes('parts') && !more.parts) return 'parts'
  if (fields.includes('date') && !typed.date) return 'date'
  if (needsText && !typed.text.trim()) return 'text'
  if (fields.includes('figure') && typed.value.trim() && !more.figure) return 'figure'
  if (fields.includes('figure') && typed.value.trim() && !typed.value_unit.trim()) return 'unit'
  return more.sending ? 'sending' : ''
}
