import { expect, it } from 'vitest'
import { messages } from '@/i18n/messages'
import { type Kind, SHAPES, toneOf } from '@/parts/tones'

it('gives every state that has a word a tone, but for those that are neither good nor bad', () => {
  const KINDS: Kind[] = ['light', 'judgement', 'owed', 'form', 'decision', 'severity', 'changed', 'lamp', 'slip', 'task_state', 'urgency', 'score_list', 'line_state', 'appeal_answer', 'run_kind', 'scheme_state', 'shown']
  const plain = Object.keys(messages).filter((key) => {
    const [kind, code] = [key.slice(0, key.indexOf('.')) as Kind, key.slice(key.indexOf('.') + 1)]
    return KINDS.includes(kind) && toneOf(kind, code) === 'none'
  })
  expect(plain.sort()).toEqual([
    'appeal_answer.rejected',
    'judgement.',
    'lamp.none',
    'light.',
    'line_state.exempt',
    'line_state.not_applied',
    'owed.not_due',
    'scheme_state.past',
    'severity.flag',
    'shown.no',
    'task_state.merged',
    'task_state.registered',
    'task_state.withdrawn',
    'urgency.normal',
  ])
})

it('has no tone for a code that a city added', () => {
  expect(toneOf('judgement', 'watch')).toBe('none')
})

it('keeps a colour that the word names, whatever red is set to mean', () => {
  expect(['blue', 'yellow', 'orange', 'red'].map((c) => toneOf('slip', c))).toEqual(['blue', 'yellow', 'orange', 'red'])
  expect(new Set(['blue', 'yellow', 'orange', 'red'].map((c) => SHAPES[toneOf('slip', c)])).size).toBe(4)
})

it('tells a locked account from a locked figure', () => {
  expect(toneOf('state', 'locked')).toBe('bad')
  expect(toneOf('owed', 'locked')).toBe('lock')
})
