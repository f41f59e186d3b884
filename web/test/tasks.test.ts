import { beforeEach, describe, expect, it } from 'vitest'
import { decisionOf } from './taskRow'
import { nextLikely, paragraphsOf, titleOf } from '@/pages/meetings/minutes'
import { fromSentence, fromTask, specOf, wantingOf } from '@/pages/meetings/decision'
import { feedbackOwed, needsOf } from '@/pages/my/needs'
import {
  daysBetween,
  dayNear,
  dayShort,
  dayTitle,
  dayWords,
  dueAt,
  rhythmWords,
  today,
  weekday,
} from '@/pages/tasks/days'
import { effectOption, issuedAt, measuresOf } from '@/pages/tasks/effectChart'
import { filesOf, filesText, sizeOf } from '@/pages/tasks/files'
import { askedFirst, askedWhole, counted, filterOf, fits, isNarrowed, queryOf } from '@/pages/tasks/filter'
import { byUrgency, columnsOf, groupsOf } from '@/pages/tasks/group'
import { byDay, dayMoved, firstMonth, monthBy, weeksOf } from '@/pages/tasks/month'
import { inOrder, wanting } from '@/pages/tasks/steps'
import type { Sentence, TaskEffect } from '@/pages/tasks/types'
import { agesOf } from '@/pages/supervision/ages'
import { adopt, viewOf } from '@/shell/view'
import { taskRow as row } from './taskRow'

beforeEach(() => adopt(viewOf({}, { dark: false })))

describe('days', () => {
  it('are counted as on a calendar, and a week begins on Monday', () => {
    expect(daysBetween('2021-10-31', '2021-11-05')).toBe(5)
    expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2)
    expect(['2021-11-01', '2021-11-05', '2021-11-07', '1969-12-31'].map(weekday)).toEqual([1, 5, 7, 3])
    expect(today('2021-11-05')).toBe('2021-11-05')
    expect(today('', new Date(2021, 0, 9))).toBe('2021-01-09')
  })
  it('are written as people write them', () => {
    expect(dayTitle('2021-11-05', 'zh')).toBe('2021年11月5日')
    expect(dayTitle('2021-11-05', 'en')).toBe('5 Nov 2021')
    expect(dayShort('2021-11-05', 'zh')).toBe('11月5日')
    expect(dayShort('2021-11-05', 'en')).toBe('5 Nov')
    expect(dayTitle('soon', 'zh')).toBe('soon')
    expect(dayNear('2021-11-05', '2021-01-31', 'zh')).toBe('11月5日')
    expect(dayNear('2022-01-05', '2021-12-31', 'zh')).toBe('2022年1月5日')
  })
  it('left and late are words, with the first date where an extension hides it', () => {
    const x = { state: 'underway', days_left: 5, late_days: 0, late_first_days: 0 }
    expect(dayWords(x)).toEqual({ text: '还有 5 天', tone: 'none' })
    expect(dayWords({ ...x, days_left: 3 }).tone).toBe('warn')
    expect(dayWords({ ...x, days_left: 0 }).text).toBe('今天到期')
    expect(dayWords({ ...x, days_left: -12, late_days: 12, late_first_days: 30 })).toEqual({
      text: '逾期 12 天（按首次时限 30 天）',
      tone: 'bad',
    })
    expect(dayWords({ ...x, late_first_days: 9 }).text).toBe('还有 5 天（按首次时限 9 天）')
    expect(dayWords({ ...x, state: 'closed', days_left: null }).text).toBe('按时办结')
    expect(dayWords({ ...x, state: 'withdrawn' }).text).toBe('')
  })
  it('of a document are those of the day on which it was written', () => {
    const events = [
      { id: 1, verb: 'issue', date: '' },
      { id: 2, verb: 'extend', date: '2021-11-20' },
      { id: 4, verb: 'extend', date: '2021-12-20' },
    ]
    const x = { first_due_on: '2021-10-31', due_on: '2021-12-20', events }
    expect([1, 3, 5].map((id) => dueAt(x, id))).toEqual(['2021-10-31', '2021-11-20', '2021-12-20'])
  })
  it('of a rhythm are named', () => {
    expect(rhythmWords('weekly:5')).toBe('每周五反馈')
    expect(rhythmWords('monthly:28')).toBe('每月 28 日前反馈')
    expect(rhythmWords('none')).toBe('')
  })
})

describe('the filter', () => {
  const rows = [
    row({ id: 1, lamp: 'red', late_days: 3, lead: 'jxj', supporting: 'czj;swj', leader: 'L04' }),
    row({ id: 2, lamp: 'green', lead: 'czj', leader: 'L03', urgency: 'urgent', meeting: 7 }),
    row({ id: 3, lamp: 'red', state: 'closed', late_days: 2, lead: 'jxj', leader: 'L04', title: '盘活闲置土地' }),
  ]
  it('goes to the address and back', () => {
    const f = filterOf({ unit: 'jxj', late: 'yes', q: '土地', scope: 'all', lamp: 'red', theme: 'dark' })
    expect([f.unit, f.late, f.q, f.scope, f.lamp, f.mine, f.state]).toEqual([
      'jxj',
      true,
      '土地',
      'all',
      'red',
      false,
      '',
    ])
    const back = JSON.parse(JSON.stringify(queryOf(f)))
    expect(filterOf(back)).toEqual(f)
    expect(back.mine).toBeUndefined()
    expect(filterOf({ scope: 'everything', late: '1' })).toEqual(filterOf({}))
  })
  it('asks the server for what is in work, or for all where a state that is not is wanted', () => {
    expect(askedFirst(filterOf({}))).toMatchObject({ open: 'yes' })
    expect(askedFirst(filterOf({ scope: 'all' })).open).toBeUndefined()
    expect(askedFirst(filterOf({ state: 'closed' })).open).toBeUndefined()
    expect(askedFirst(filterOf({ state: 'underway' })).open).toBe('yes')
    expect(askedWhole(filterOf({ unit: 'jxj', late: 'yes' }))).toMatchObject({ unit: 'jxj', late: 'yes', open: 'yes' })
    expect(askedWhole(filterOf({ unit: 'jxj' })).limit).toBeUndefined()
  })
  it('finds a unit that leads or helps, and text in title, sentence or number', () => {
    const ids = (query: object): number[] => rows.filter((r) => fits(r, filterOf(query as never))).map((r) => r.id)
    expect(ids({ unit: 'czj' })).toEqual([1, 2])
    expect(ids({ late: 'yes' })).toEqual([1])
    expect(ids({ q: '闲置' })).toEqual([3])
    expect(ids({ q: '2' })).toEqual([2])
    expect(ids({ lamp: 'red', leader: 'L04' })).toEqual([1, 3])
  })
  it('counts what each choice would leave, the others being as they are', () => {
    const f = filterOf({ leader: 'L04', lamp: 'green' })
    expect([...counted(rows, f, 'lamp')]).toEqual([['red', 2]])
    expect(counted(rows, f, 'leader').get('L03')).toBe(1)
    expect(counted(rows, filterOf({}), 'unit').get('czj')).toBe(2)
    expect(counted(rows, filterOf({}), 'late').get('yes')).toBe(1)
    expect(isNarrowed(f)).toBe(true)
    expect(isNarrowed(filterOf({ scope: 'all', mine: 'yes' }))).toBe(false)
  })
})

describe('groups', () => {
  const rows = [
    row({ id: 1, lamp: 'green', due_on: '2021-12-01' }),
    row({ id: 2, lamp: 'red', late_days: 2, due_on: '2021-11-03' }),
    row({ id: 3, lamp: 'red', late_days: 9, due_on: '2021-10-27', lead: 'czj', lead_name: '财政局' }),
    row({ id: 4, lamp: 'none', state: 'closed', due_on: '2021-10-01' }),
    row({ id: 5, lamp: 'green', due_on: '2021-11-20', urgency: 'urgent' }),
  ]
  it('stand with what is most urgent first and what has ended last', () => {
    expect(byUrgency(rows).map((r) => r.id)).toEqual([3, 2, 5, 1, 4])
  })
  it('by state show what is in work, and the rest only where there is some', () => {
    expect(columnsOf(rows).map((c) => [c.key, c.rows.length])).toEqual([
      ['waiting', 0],
      ['working', 4],
      ['proving', 0],
      ['ended', 1],
    ])
  })
  it('by unit begin with whoever has most red and late', () => {
    expect(groupsOf(rows, 'lead').map((g) => [g.name, g.rows.length, g.late, g.red])).toEqual([
      ['经信局', 4, 1, 1],
      ['财政局', 1, 1, 1],
    ])
  })
})

describe('the month', () => {
  it('is whole weeks from Monday', () => {
    const november = weeksOf('2021-11')
    expect(november.length).toBe(5)
    expect(november[0]![0]).toEqual({ day: '2021-11-01', within: true })
    expect(november[4]!.map((d) => d.within)).toEqual([true, true, false, false, false, false, false])
    expect(weeksOf('2021-02').length).toBe(4)
    expect(weeksOf('2021-08')[0]![0]!.day).toBe('2021-07-26')
    expect(weeksOf('2021-08').length).toBe(6)
  })
  it('is walked by keys', () => {
    expect(dayMoved('2021-11-01', 'ArrowLeft')).toBe('2021-10-31')
    expect(dayMoved('2021-11-03', 'ArrowDown')).toBe('2021-11-10')
    expect(dayMoved('2021-11-03', 'Home')).toBe('2021-11-01')
    expect(dayMoved('2021-11-03', 'End')).toBe('2021-11-07')
    expect(dayMoved('2021-03-31', 'PageUp')).toBe('2021-02-28')
    expect(dayMoved('2021-12-31', 'PageDown')).toBe('2022-01-31')
    expect(dayMoved('2021-12-31', 'x')).toBeNull()
    expect(monthBy('2021-01', -1)).toBe('2020-12')
  })
  it('opens where something is due', () => {
    const rows = [row({ due_on: '2021-12-31' }), row({ due_on: '2021-10-31' })]
    expect(firstMonth(rows, '2021-11-05')).toBe('2021-10')
    expect(firstMonth(rows, '2021-12-01')).toBe('2021-12')
    expect(firstMonth([], '2021-12-01')).toBe('2021-12')
    expect(byDay(rows).get('2021-12-31')!.length).toBe(1)
  })
})

describe('steps', () => {
  it('stand in the order in which they are usual', () => {
    const steps = ['withdraw', 'feedback', 'ask_close', 'accept', 'unheard_of'].map((verb) => ({ verb }))
    expect(inOrder(steps).map((s) => s.verb)).toEqual(['accept', 'ask_close', 'feedback', 'withdraw', 'unheard_of'])
  })
  it('say what is wanting', () => {
    const typed = { text: '', date: '', value: '', value_unit: '' }
    const more = { other: 0, parts: 0, sending: false, figure: false }
    expect(wanting('accept', false, typed, more)).toBe('')
    expect(wanting('feedback', true, typed, more)).toBe('text')
    expect(wanting('feedback', true, { ...typed, text: '已完成', value: '多' }, more)).toBe('figure')
    expect(wanting('feedback', true, { ...typed, text: '已完成', value: '5' }, { ...more, figure: true })).toBe('unit')
    expect(wanting('feedback', true, { ...typed, text: '已完成' }, { ...more, sending: true })).toBe('sending')
    expect(wanting('ask_extension', true, { ...typed, text: '汛期停工' }, more)).toBe('date')
    expect(wanting('merge', true, { ...typed, text: '重复' }, more)).toBe('other')
    expect(wanting('split', false, typed, { ...more, parts: 1 })).toBe('')
  })
  it('keep their files in a draft, and nothing that is none', () => {
    const file = { name: '证明.pdf', sha256: 'a'.repeat(64), bytes: 1200 }
    expect(filesOf(filesText([file]))).toEqual([file])
    expect(filesOf('[{"name":"x"}]')).toEqual([])
    expect(filesOf('broken')).toEqual([])
    expect(filesText([])).toBe('')
    expect([sizeOf(10), sizeOf(20 * 1024 * 1024), sizeOf(1.5 * 1024 * 1024)]).toEqual(['1 kB', '20 MB', '1.5 MB'])
  })
})

describe('what needs me', () => {
  it('owes progress when the day of the rhythm has passed', () => {
    const r = row({ rhythm: 'monthly:28', feedback_due_on: '2021-10-28' })
    expect(feedbackOwed(r, '2021-11-05')).toBe('2021-10-28')
    expect(feedbackOwed(r, '2021-10-28')).toBe('')
    expect(feedbackOwed({ ...r, feedback_due_on: '' }, '2021-11-05')).toBe('')
    expect(feedbackOwed({ ...r, state: 'issued' }, '2021-11-05')).toBe('')
  })
  it('puts each matter under its most pressing reason, with one step', () => {
    const rows = [
      row({ id: 1, state: 'issued' }),
      row({ id: 2, late_days: 4, rhythm: 'monthly:28', issued_on: '2021-01-02' }),
      row({ id: 3, days_left: 6 }),
      row({ id: 4, days_left: 60 }),
      row({ id: 5, state: 'closing' }),
      row({ id: 6, state: 'closed' }),
      row({ id: 7, state: 'returned' }),
    ]
    const of = (office: boolean): object[] =>
      [...needsOf(rows, '2021-11-05', office)].map(([need, xs]) => [need, xs.map((x) => `${x.row.id} ${x.verb}`)])
    expect(of(false)).toEqual([
      ['accept', ['1 accept']],
      ['returned', ['7 feedback']],
      ['late', ['2 ask_close']],
      ['near', ['3 ask_close']],
      ['other', ['4 feedback', '5 ']],
    ])
    expect(of(true).slice(0, 2)).toEqual([
      ['late', ['2 ']],
      ['proving', ['5 verify']],
    ])
  })
})

describe('minutes', () => {
  const minutes = '一、工业\n（一）经信局要加快项目开工。确保 12 月底前入库。\n\n（二）会议听取了汇报。'
  const bytes = (text: string): number => new TextEncoder().encode(text).length
  const sentence = (text: string, more: Partial<Sentence> = {}): Sentence => ({
    at: bytes(minutes.slice(0, minutes.indexOf(text))),
    n: bytes(text),
    text,
    likely: false,
    lead: '',
    lead_name: '',
    due_on: '',
    task: 0,
    ...more,
  })
  const all = [
    sentence('一、工业'),
    sentence('经信局要加快项目开工。', { likely: true, lead: 'jxj' }),
    sentence('确保 12 月底前入库。', { likely: true, task: 4 }),
    sentence('会议听取了汇报。'),
  ]
  it('stand in their paragraphs with the signs between them', () => {
    expect(paragraphsOf(minutes, all).map((p) => p.map((x) => x.before + '|' + x.sentence.text))).toEqual([
      ['|一、工业'],
      ['（一）|经信局要加快项目开工。', '|确保 12 月底前入库。'],
      ['（二）|会议听取了汇报。'],
    ])
  })
  it('lead from one likely decision to the next, round and round', () => {
    expect(nextLikely(all, 0)).toBe(1)
    expect(nextLikely(all, 1)).toBe(1)
    expect(nextLikely([all[0]!, all[3]!], 0)).toBe(-1)
  })
  it('give a decision its short title', () => {
    expect(titleOf('（一）经信局要加快项目开工；财政局配合。')).toBe('经信局要加快项目开工')
    expect(titleOf('3. 盘活土地。')).toBe('盘活土地')
    expect(titleOf('由经信局牵头，' + '会同各镇街排查规上企业停产半停产情况，逐企建账，'.repeat(3))).toBe(
      '由经信局牵头，会同各镇街排查规上企业停产半停产情况',
    )
    expect(titleOf('推进'.repeat(40))).toHaveLength(40)
  })
})

describe('a decision', () => {
  it('begins with what the sentence says, and goes back to its task as it was', () => {
    const d = fromSentence(decisionOf('经信局要加快项目开工。', 'jxj', '2021-12-31'))
    expect([d.title, d.lead, d.due_on, d.rhythm_kind, d.rhythm_day]).toEqual([
      '经信局要加快项目开工',
      'jxj',
      '2021-12-31',
      'monthly',
      28,
    ])
    const r = row({ rhythm: 'weekly:5', supporting: 'czj;swj', serves: 'indicator', serves_code: 'IVA' })
    const spec = specOf(fromTask(r), { meeting: 0, sentence_at: null, sentence: '' })
    expect(spec).toMatchObject({
      rhythm: 'weekly:5',
      supporting: 'czj;swj',
      serves: 'indicator',
      serves_code: 'IVA',
      lead: 'jxj',
    })
    expect('meeting' in spec || 'sentence_at' in spec).toBe(false)
  })
  it('does not name its lead unit among those that help, nor a code of nothing', () => {
    const d = {
      ...fromSentence(null),
      title: ' 开工 ',
      lead: 'jxj',
      supporting: ['jxj', 'czj'],
      due_on: '2021-12-31',
      serves_code: 'X',
    }
    expect(specOf(d, { meeting: 3, sentence_at: 0, sentence: '原话' })).toMatchObject({
      meeting: 3,
      sentence_at: 0,
      title: '开工',
      supporting: 'czj',
      serves: 'none',
      serves_code: '',
      rhythm: 'monthly:28',
    })
  })
  it('says what is wanting', () => {
    const d = fromSentence(null)
    expect(wantingOf(d)).toBe('title')
    expect(wantingOf({ ...d, title: 'x' })).toBe('lead')
    expect(wantingOf({ ...d, title: 'x', lead: 'jxj' })).toBe('due_on')
    expect(wantingOf({ ...d, title: 'x', lead: 'jxj', due_on: '2021-12-31', serves: 'risk' })).toBe('serves_code')
    expect(wantingOf({ ...d, title: 'x', lead: 'jxj', due_on: '2021-12-31' })).toBe('')
  })
})

describe('what came of it', () => {
  const point = (
    period: string,
    growth: number | null,
    since: boolean,
    value: number | null = null,
  ): TaskEffect['points'][number] => ({ period, title: period, growth, value, since, sample: false })
  const points = [
    point('2021-07', 10, false),
    point('2021-08', 9, false),
    point('2021-09', 11, true),
    point('2021-10', null, true),
  ]
  it('is told in growth where it is known, and the issue stands between the last before and the first since', () => {
    expect(measuresOf({ points })).toEqual(['growth'])
    expect(issuedAt(points)).toBe(2)
    expect(issuedAt(points.slice(0, 2))).toBeNull()
  })
  it('draws the line before and since without a gap between them', () => {
    const style = { getPropertyValue: () => '' }
    Object.assign(globalThis, { getComputedStyle: () => style, document: { body: {} } })
    const effect = { points, decimals: 1, unit: '%', target: 12, target_measure: 'yoy' } as unknown as TaskEffect
    const words = { issued: 'I', before: 'B', since: 'S', target: 'T' }
    const palette = { text: '', text2: '', text3: 'grey', surface: '', accent: 'blue' } as never
    const o = effectOption(effect, 'growth', words, 'zh', palette) as {
      series: { data: ({ value: number } | null)[]; markLine?: { data: object[] } }[]
    }
    expect(o.series.map((s) => s.data.map((d) => d?.value ?? null))).toEqual([
      [10, 9, null, null],
      [null, 9, 11, null],
    ])
    expect(o.series[0]!.markLine!.data).toHaveLength(2)
  })
})

it('ages are shares of all that is open', () => {
  const { parts, total } = agesOf([
    { days_from: 0, days_to: 30, n: 3 },
    { days_from: 31, days_to: null, n: 1 },
  ])
  expect([total, ...parts.map((p) => p.share)]).toEqual([4, 75, 25])
  expect(agesOf([]).total).toBe(0)
})
