/* What a state looks like, said once: its tone, and the shape that tells the tone without colour. The colours of
   each tone stand in base.css as .tone-good and so on. A colour whose name is in the word itself, as of a slip or of the red
   list, is that colour whatever red is set to mean. */
export type Tone =
  | 'good'
  | 'fair'
  | 'handed'
  | 'warn'
  | 'bad'
  | 'back'
  | 'lock'
  | 'none'
  | 'green'
  | 'blue'
  | 'yellow'
  | 'orange'
  | 'red'
  | 'honour'
  | 'shame'

export const SHAPES: { readonly [tone in Tone]: string } = {
  good: '●',
  fair: '●',
  handed: '○',
  warn: '▲',
  bad: '■',
  back: '↩',
  lock: '◆',
  none: '◇',
  green: '●',
  blue: '○',
  yellow: '▲',
  orange: '◆',
  red: '■',
  honour: '★',
  shame: '▼',
}

const TONES = {
  light: { green: 'good', yellow: 'warn', red: 'bad' },
  judgement: { met: 'good', expected: 'good', likely: 'fair', hard: 'warn', unlikely: 'bad' },
  owed: { approved: 'good', in: 'handed', missing: 'warn', late: 'bad', returned: 'back', locked: 'lock' },
  form: { approved: 'good', handed_in: 'handed', open: 'warn', late: 'bad', returned: 'back', locked: 'lock' },
  decision: { approve: 'good', return: 'back' },
  severity: { fault: 'bad', error: 'bad', warning: 'warn' },
  state: { good: 'good', 'must change': 'warn', locked: 'bad' },
  changed: { added: 'good', changed: 'warn', removed: 'bad' },
  lamp: { green: 'green', yellow: 'yellow', red: 'red' },
  slip: { blue: 'blue', yellow: 'yellow', orange: 'orange', red: 'red' },
  task_state: {
    issued: 'handed',
    declined: 'back',
    accepted: 'handed',
    underway: 'handed',
    closing: 'fair',
    returned: 'back',
    verified: 'fair',
    closed: 'good',
  },
  urgency: { urgent: 'warn' },
  score_list: { red: 'honour', black: 'shame' },
  line_state: {
    scored: 'fair',
    missing_zero: 'bad',
    missing_none: 'warn',
    missing_last: 'bad',
    missing_spread: 'warn',
  },
  appeal_answer: { open: 'warn', accepted: 'good', rejected: 'none' },
  scheme_state: { now: 'good', coming: 'handed', draft: 'warn' },
  run_kind: { correction: 'lock' },
  shown: { yes: 'good', later: 'handed' },
} as const satisfies { [kind: string]: { [code: string]: Tone } }

export type Kind = keyof typeof TONES

/** A code that the table does not know, as a city's data may bring one, has no tone. */
export function toneOf(kind: Kind, code: string): Tone {
  const tones: { readonly [code: string]: Tone } = TONES[kind]
  return tones[code] ?? 'none'
}
