import { expect, it } from 'vitest'
import { messages } from '@/i18n/messages'
import { type Kind, toneOf } from '@/parts/tones'

it('gives every state that has a word a tone, but for those that are neither good nor bad', () => {
  const KINDS: Kind[] = ['light', 'judgement', 'owed', 'form', 'decision', 'severity', 'changed']
  const plain = Object.keys(messages).filter((key) => {
    const [kind, code] = [key.slice(0, key.indexOf('.')) as Kind, key.slice(key.indexOf('.') + 1)]
    return KINDS.includes(kind) && toneOf(kind, code) === 'none'
  })
  expect(plain.sort()).toEqual(['judgement.', 'light.', 'owed.not_due', 'severity.flag'])
})

it('has no tone for a code that a city added', () => {
  expect(toneOf('judgement', 'watch')).toBe('none')
})

it('tells a locked account from a locked figure', () => {
  expect(toneOf('state', 'locked')).toBe('bad')
  expect(toneOf('owed', 'locked')).toBe('lock')
})
