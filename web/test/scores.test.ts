import { beforeEach, describe, expect, it } from 'vitest'
import { standingOption } from '@/charts/standing'
import { changesOf as runChanges, causesOf } from '@/pages/scores/changes'
import { frequencyOf, periodOrder, periodsOf } from '@/pages/scores/periods'
import {
  byPlace,
  fullOf,
  judgementOf,
  levelOf,
  linePoints,
  lostOf,
  moveOf,
  moveText,
  pointsText,
  shareOf,
} from '@/pages/scores/points'
import { effortOf, readingOf, stepText, valueText } from '@/pages/scores/readings'
import { lineOf } from '@/pages/scores/sentences'
import type { Change, Score, ScoreLine, ScoreUnit } from '@/pages/scores/types'
import { callAt, completionAt, piecesOf, rangeOf, taken, type Known } from '@/pages/schemes/formulaText'
import { changesOf, handedIn, inOrder, marksOf, placed, sheetsOf } from '@/pages/schemes/sheets'
import { inForce, stateOf } from '@/pages/schemes/versions'
import type { SchemeWord } from '@/api/schema'
import type { Palette } from '@/charts/palette'
import { adopt, viewOf } from '@/shell/view'

beforeEach(() => adopt(viewOf({}, { dark: false })))

const line = (x: Partial<ScoreLine>): ScoreLine => ({
  item: 'iva',
  name: '工业',
  group: 'run',
  kind: 'score',
  raw: 8,
  bounded: 8,
  points: 8,
  weight: 10,
  factor: 1,
  state: 'scored',
  bound: '',
  gate: '',
  ...x,
})
const unit = (x: Partial<ScoreUnit>): ScoreUnit => ({
  unit: 'u',
  kind: 'area',
  name: '甲镇',
  class: 'core',
  total: 90,
  place: 1,
  of: 3,
  unknown: 0,
  lists: '',
  gate: '',
  total_before: null,
  place_before: null,
  items: [],
  groups: [],
  ...x,
})
const score = (units: ScoreUnit[], classes = [{ code: 'core', name: '中心镇街' }]): Score => ({
  run: 1,
  scheme: 's',
  version: 1,
  name: '考核',
  period: '2021-09',
  period_title: '2021年1–9月',
  as_of: '',
  title: '',
  shown_from: '',
  sample: false,
  before_run: null,
  before_period: '',
  classes,
  groups: [],
  items: [],
  lists: [
    { code: 'red', name: '红榜' },
    { code: 'black', name: '黑榜' },
  ],
  gates: [],
  units,
})

describe('points', () => {
  it('are shown as their item rounds them, and without idle zeros where it does not', () => {
    expect(pointsText(8.4, 2)).toBe('8.40')
    expect(pointsText(8.4166666)).toBe('8.4167')
    expect(pointsText(15)).toBe('15.00')
    expect(pointsText(null)).toBe('—')
  })
  it('of bonuses and deductions carry their sign, and nothing is just 0', () => {
    expect(linePoints(line({ kind: 'bonus', points: 0.42 }))).toBe('+0.42')
    expect(linePoints(line({ kind: 'deduction', points: -1.5 }))).toBe('−1.50')
    expect(linePoints(line({ kind: 'deduction', points: -0 }))).toBe('0')
    expect(linePoints(line({ points: 0.42 }))).toBe('0.42')
  })
  it('have a share of the full ones, between nothing and all, where there are any', () => {
    expect(shareOf(line({}))).toBe(0.8)
    expect(shareOf(line({ points: 10.8 }))).toBe(1)
    expect(shareOf(line({ points: -1 }))).toBe(0)
    expect(shareOf(line({ weight: 0 }))).toBeNull()
    expect(shareOf(line({ points: null }))).toBeNull()
    expect(shareOf(line({ kind: 'bonus' }))).toBeNull()
    expect(lostOf(line({ points: 8.5 }))).toBe(1.5)
  })
  it('have the better level on a bound, whatever the last binary digit says', () => {
    expect([1, 0.9, 0.8999, 0.8, 0.6, 0.59, 0].map(levelOf)).toEqual([0, 0, 1, 1, 3, 4, 4])
    expect(levelOf(0.7 - 1e-12)).toBe(2)
    expect(levelOf(null)).toBeNull()
  })
  it('that a unit could have leave bonuses and items without weight aside', () => {
    const u = unit({ items: [line({}), line({ weight: 15, group: 'x' }), line({ kind: 'bonus', weight: 0 }), line({ weight: 0 })] })
    expect([fullOf(u), fullOf(u, 'run')]).toEqual([25, 10])
  })
})

describe('places', () => {
  it('move up when their number falls; of an unknown one nothing is said', () => {
    expect(moveText(moveOf({ place: 1, place_before: 3 }))).toBe('↑2')
    expect(moveText(moveOf({ place: 4, place_before: 3 }))).toBe('↓1')
    expect(moveText(moveOf({ place: 3, place_before: 3 }))).toBe('—')
    expect(moveText(moveOf({ place: null, place_before: 3 }))).toBe('')
    expect(moveText(moveOf({ place: 3, place_before: null }))).toBe('')
  })
  it('put ties in the order of the scheme and units without a total last', () => {
    const units = [unit({ name: 'a', place: null }), unit({ name: 'b', place: 1 }), unit({ name: 'c', place: 1 })]
    expect(byPlace(units).map((u) => u.name)).toEqual(['b', 'c', 'a'])
  })
})

describe('the judgement line', () => {
  it('tells the first of each class, ties, unknown totals, lists and who rose most', () => {
    const s = score(
      [
        unit({ name: '甲镇', total: 92.306, place: 1, place_before: 3, lists: 'red' }),
        unit({ name: '乙镇', total: 92.306, place: 1, place_before: 2, lists: 'red;black' }),
        unit({ name: '丙乡', total: 80, class: 'rural', place: 1, place_before: 1 }),
        unit({ name: '丁乡', total: null, class: 'rural', place: null, place_before: 2 }),
      ],
      [
        { code: 'core', name: '中心镇街' },
        { code: 'rural', name: '一般乡镇' },
      ],
    )
    expect(lineOf(s, judgementOf(s, 'zh'))).toBe(
      '2021年1–9月考核：4 个单位；中心镇街最高甲镇、乙镇，并列 92.31 分；一般乡镇最高丙乡 80.00 分；1 个单位缺数、总分未知；红榜 2 个、黑榜 1 个；与上期相比上升最多的是甲镇（↑2）。',
    )
  })
  it('says nothing of moves and lists that there are not, nor the class where there is one', () => {
    const s = score([unit({})])
    expect(lineOf(s, judgementOf(s, 'zh'))).toBe('2021年1–9月考核：1 个单位；最高甲镇 90.00 分。')
  })
  it('names two of many that are tied and counts them', () => {
    const s = score(['甲镇', '乙镇', '丙镇', '丁镇'].map((name) => unit({ name })))
    expect(judgementOf(s, 'zh').best[0]!.names).toBe('甲镇、乙镇等4个单位')
  })
})

describe('readings', () => {
  it('are taken apart, also of the whole city and with a period', () => {
    expect(readingOf('growth("IVA")')).toMatchObject({ reader: 'growth', code: 'IVA', whole: false, period: '' })
    expect(readingOf('city(value("GDP", "ytd")) 2021-09')).toEqual({
      reader: 'value',
      code: 'GDP',
      second: 'ytd',
      whole: true,
      period: '2021-09',
    })
    expect(readingOf('weight()')).toMatchObject({ reader: 'weight', code: '' })
    expect(readingOf('max_units')).toBeNull()
  })
  it('have their unit behind the figure, and unknown ones say so', () => {
    const after = (u: string): string => u
    expect(valueText(12.6, '%', after, 'zh')).toBe('12.6%')
    expect(valueText(1, 'pp', after, 'zh')).toBe('1个百分点')
    expect(valueText(31, '家', after, 'zh')).toBe('31家')
    expect(valueText(100, '', after, 'zh')).toBe('100')
    expect(valueText(null, '%', after, 'zh')).toBe('未知')
    expect(stepText({ text: '', depth: 0, value: 1, unit: '', truth: true, months_back: 0 }, after, 'zh')).toBe('是')
    expect(stepText({ text: '', depth: 0, value: null, unit: '', truth: true, months_back: 0 }, after, 'zh')).toBe('未知')
  })
  it('say how effort moves them', () => {
    expect(effortOf({ reading: 'growth("IVA")', unit: '%', step: 1 })).toBe('growth_up')
    expect(effortOf({ reading: 'growth("ENERGY")', unit: '%', step: -1 })).toBe('growth_down')
    expect(effortOf({ reading: 'tasks("closed_in_time_pct")', unit: '%', step: 1 })).toBe('points_up')
    expect(effortOf({ reading: 'entry("talk_month")', unit: '', step: -1 })).toBe('value_down')
  })
})

describe('periods of a scheme', () => {
  it('are months, or quarters and years that are whole', () => {
    const months = ['2020-12', '2021-01', '2021-03', '2021-06']
    expect(periodsOf(months, 'month')[0]).toBe('2021-06')
    expect(periodsOf(months, 'quarter')).toEqual(['2021Q2', '2021Q1', '2020Q4'])
    expect(periodsOf(months, 'year')).toEqual(['2020'])
    expect(frequencyOf([{ name: 'scheme', rows: [{ period: 'quarter' }] }])).toBe('quarter')
    expect(frequencyOf([])).toBe('month')
    expect(periodOrder('2021Q2')).toBe(periodOrder('2021-06'))
  })
})

describe('two runs', () => {
  const change = (x: Partial<Change>): Change => ({
    unit: 'a',
    unit_name: '甲镇',
    item: 'iva',
    item_name: '工业',
    before: 1,
    after: 2,
    place_before: null,
    place_after: null,
    cause: 'figure',
    cause_name: '数变了',
    what: '',
    what_before: null,
    what_after: null,
    text_before: '',
    text_after: '',
    number: null,
    ...x,
  })
  it('are told by unit, the greatest change first, each line once with all its causes', () => {
    const units = runChanges([
      change({}),
      change({ cause: 'rule', cause_name: '办法变了' }),
      change({ item: 'x', item_name: '投资', before: 1, after: 9, cause: '' }),
      change({ item: '', before: 80, after: 81, cause: '' }),
      change({ unit: 'b', unit_name: '乙镇', item: '', before: 70, after: 75, cause: '' }),
    ])
    expect(units.map((u) => u.name)).toEqual(['乙镇', '甲镇'])
    expect(units[1]!.lines.map((l) => [l.name, l.causes.length])).toEqual([
      ['投资', 0],
      ['工业', 2],
    ])
    expect(causesOf(units).map((c) => [c.code, c.n])).toEqual([
      ['figure', 1],
      ['rule', 1],
    ])
  })
})

describe('places in a formula', () => {
  it('count characters as people do, also beyond the basic plane', () => {
    const text = '某𠮷 + grwth'
    expect(rangeOf(text, 5, 5)).toEqual({ from: 6, to: 11 })
    expect(text.slice(6, 11)).toBe('grwth')
    expect(rangeOf(text, 5, 99)).toEqual({ from: 6, to: 11 })
    expect(rangeOf(text, 99, 1)).toEqual({ from: 11, to: 11 })
  })
  it('cut the text where faults begin and end; the pieces are the text again', () => {
    const text = '增速(“GDP”)≥8%'
    const pieces = piecesOf(text, [
      { at: 0, n: 2 },
      { at: 4, n: 3 },
    ])
    expect(pieces).toEqual([
      { text: '增速', fault: 0 },
      { text: '(“', fault: -1 },
      { text: 'GDP', fault: 1 },
      { text: '”)≥8%', fault: -1 },
    ])
    expect(pieces.map((p) => p.text).join('')).toBe(text)
  })
  it('show a fault at the end or of no length on a character', () => {
    expect(piecesOf('min(1, 𠮷', [{ at: 8, n: 1 }]).pop()).toEqual({ text: '𠮷', fault: 0 })
    expect(piecesOf('ab', [{ at: 0, n: 0 }])[0]).toEqual({ text: 'a', fault: 0 })
    expect(piecesOf('', [{ at: 0, n: 1 }])).toEqual([])
  })
  it('lie in the innermost call, not in one that is closed or in a string', () => {
    const text = 'if(growth("a(b") >= 1, max(2'
    expect(callAt(text, text.length)).toEqual({ name: 'max', argument: 0 })
    expect(callAt(text, 22)).toEqual({ name: 'if', argument: 1 })
    expect(callAt('1 + (2', 6)).toBeNull()
    expect(callAt('max（1，2', 7)).toEqual({ name: 'max', argument: 1 })
  })
})

describe('completion', () => {
  const word = (name: string, args: string): SchemeWord => ({
    name,
    arguments: args,
    text: '',
    example: '',
    words: [],
  })
  const known: Known = {
    functions: [word('max', 'x, y, ...'), word('max_units', 'x')],
    readers: [word('growth', '"code"'), word('weight', '')],
    codes: (reader, argument) =>
      reader === 'growth' && argument === 0
        ? [
            { code: 'IVA', name: '规上工业增加值' },
            { code: 'GDP', name: '地区生产总值' },
          ]
        : [],
  }
  const use = (text: string, at = 0, caret = text.length): { text: string; caret: number } => {
    const c = completionAt(text, caret, known)!
    return taken(text, c, c.offers[at]!)
  }
  it('offers names that begin so, with the caret where one goes on writing', () => {
    expect(use('1 + gr')).toEqual({ text: '1 + growth("")', caret: 12 })
    expect(use('wei')).toEqual({ text: 'weight()', caret: 8 })
    expect(use('ma')).toEqual({ text: 'max()', caret: 4 })
  })
  it('offers codes inside quotation marks by code or by name, and closes them', () => {
    expect(use('growth("i')).toEqual({ text: 'growth("IVA"', caret: 12 })
    expect(use('growth("生产')).toEqual({ text: 'growth("GDP"', caret: 12 })
    expect(use('growth(“ga', 0, 8).text).toBe('growth(“IVA”ga')
    expect(use('growth("") / 2', 1, 8)).toEqual({ text: 'growth("GDP") / 2', caret: 12 })
  })
  it('keeps what follows, and brackets that are there', () => {
    expect(use('gro(1)', 0, 3)).toEqual({ text: 'growth(1)', caret: 6 })
  })
  it('offers nothing after a number, in an unknown string, or where nothing fits', () => {
    for (const text of ['8', 'param("x', 'zzz', '"gro', '']) expect(completionAt(text, text.length, known), text).toBeNull()
  })
})

describe('sheets of a scheme', () => {
  const columns = [
    { name: 'item', rule: 'code', required: true, key: true, choices: '' },
    { name: 'weight', rule: 'number', required: false, key: false, choices: '' },
  ]
  const tables = [
    { name: 'scheme', columns, rows: [] },
    { name: 'items', columns, rows: [{ item: 'iva', weight: 15 }, { item: 'iout', weight: null }] },
  ]
  it('are texts, in the order in which they are worked on', () => {
    expect(sheetsOf(tables as never).items).toEqual([
      { item: 'iva', weight: '15' },
      { item: 'iout', weight: '' },
    ])
    expect(inOrder([...tables, { name: 'other' }]).map((x) => x.name)).toEqual(['items', 'scheme', 'other'])
  })
  it('tell what changed by their keys', () => {
    const before = sheetsOf(tables as never)
    const after = { ...before, items: [{ item: 'iout', weight: '' }, { item: 'iva', weight: '16' }, { item: '', weight: '' }] }
    expect(changesOf(before, after, tables as never)).toEqual([
      { name: 'items', changes: [{ kind: 'changed', key: 'iva', cells: [{ column: 'weight', from: '15', to: '16' }] }] },
    ])
    expect(changesOf(before, before, tables as never)).toEqual([])
  })
  it('hand in no blank rows, and find a fault again below them', () => {
    const sheets = { items: [{ item: 'a', weight: '' }, { item: '', weight: ' ' }, { item: 'b', weight: 'x' }] }
    expect(handedIn(sheets)[0]!.rows.length).toBe(2)
    const finding = { detail: '不是数', severity: 'fault', file: 'items.csv', sheet: '', row: 3, column: 2 }
    const found = placed([finding, { ...finding, row: 0, column: 0 }] as never, sheets)
    expect([found[0]!.at, found[0]!.col, found[1]!.at]).toEqual([2, 1, -1])
    expect([...marksOf(found, 'items')]).toEqual([['2.1', '不是数']])
    expect(marksOf(found, 'gates').size).toBe(0)
  })
})

describe('versions', () => {
  const rows = [
    { version: 1, from: '2021-01-01' },
    { version: 2, from: '2021-07-01' },
    { version: 3, from: '' },
    { version: 4, from: '2022-01-01' },
  ]
  it('follow each other by the day from which they are in force', () => {
    expect(inForce(rows, '2021-10-20')?.version).toBe(2)
    expect(inForce(rows, '2020-01-01')).toBeUndefined()
    expect(rows.map((r) => stateOf(r, rows, '2021-10-20'))).toEqual(['past', 'now', 'draft', 'coming'])
    expect(inForce([...rows, { version: 5, from: '2021-07-01' }], '2021-10-20')?.version).toBe(5)
  })
})

describe('ranked dots', () => {
  it('draw a dot a unit, a ghost where there is one, and words behind the one further right', () => {
    const p = { accent: 'blue', text: 'black', text3: 'grey' } as Palette
    globalThis.document ??= { body: {} } as Document
    globalThis.getComputedStyle ??= (() => ({ fontFamily: '' })) as never
    const option = standingOption(
      [
        { label: '1  甲镇', value: 92, before: 95, own: true, said: '', end: '92.00  ↑1' },
        { label: '2  乙镇', value: 90, before: null, own: false, said: '', end: '90.00' },
      ],
      '{value}',
      p,
    ) as { series: { data: unknown[] }[] }
    expect(option.series[3]!.data).toEqual([95, 90])
    expect(option.series[1]!.data.map((d) => (d as { value: unknown }).value)).toEqual([95, null])
    expect((option.series[2]!.data[0] as { itemStyle: { color: string } }).itemStyle.color).toBe('blue')
  })
})
