import { expect, it } from 'vitest'
import { say } from '@/i18n'
import { messages } from '@/i18n/messages'

const files = import.meta.glob('../src/**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true }) as { [path: string]: string }
const text = Object.entries(files).filter(([path]) => !/\/i18n\/(messages|more|projects|scores|tasks)\.ts$/.test(path)).map(([, source]) => source).join('\n')
const keys = Object.keys(messages)
const blanks = (s: string): string[] => [...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort()

it('every message has both languages and the same blanks in them', () => {
  for (const [key, [zh, en]] of Object.entries(messages)) {
    expect(zh.trim(), key).not.toBe('')
    expect(en.trim(), key).not.toBe('')
    expect(blanks(zh), key).toEqual(blanks(en))
    expect(/[\u4e00-\u9fff]/.test(en), `${key} has Chinese in its English`).toBe(false)
  }
})

it('every key that the page asks for is there', () => {
  const asked = [...text.matchAll(/\bt\('([^']+)'/g)].map((m) => m[1]!)
  expect(asked.length).toBeGreaterThan(100)
  expect([...new Set(asked.filter((k) => !keys.includes(k)))]).toEqual([])
})

it('no message is kept that nothing asks for', () => {
  /* Keys made of a kind and a code: word('light', code) and the like. */
  const made = /^(light|judgement|status|measure|basis|kind|unit|league|set\.theme|owed|form|severity|decision|state|tokenstate|permission|role|roledo|doubt|rule|changed|act|deed|duty|tables\.say|lamp|slip|task_state|urgency|serves|meeting_kind|weekday|stage|need|view|step\.will|step\.hint|step\.text|step\.wants|decide\.wants|slipdoc\.ink|party|project_view|zoom|gantt\.say|league_by|projects_list|projects_list_lead|projects_list_none|owner|report_doubt|value|curve|invest_how|project_fact|scope|score_list|line_state|line_mark|score_kind|missing_rule|gate_effect|run_kind|appeal_answer|shown|scheme_state|sheet|sheet_says|effort|cause|weight_from|score_view|level|rule_what)\./
  expect(keys.filter((k) => !made.test(k) && !text.includes(`'${k}'`))).toEqual([])
})

it('fills the blanks and leaves nothing of what is not known', () => {
  expect(say('zh', 'cockpit.line', { n: 22 })).toBe('22项年度目标：')
  expect(say('en', 'asof.banner', {})).not.toContain('{')
})
