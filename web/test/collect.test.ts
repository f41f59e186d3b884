import { describe, expect, it } from 'vitest'
import type { FormCell, OwedUnit } from '@/api/schema'
import { deedOf } from '@/pages/audit/deed'
import { boardOf } from '@/pages/collect/board'
import { drop, keep, restore } from '@/pages/collect/drafts'
import { letters, placed } from '@/pages/collect/findings'
import { entriesOf, sheetOf, tallyOf } from '@/pages/collect/sheet'
import { titles } from '@/pages/people/leaders'
import { afterLogin } from '@/session/guard'

const cell = (indicator: string, measure: string, more: Partial<FormCell> = {}): FormCell => ({
  indicator,
  name: indicator,
  unit: '亿元',
  area: '330182',
  area_name: '建德市',
  measure,
  basis: 'ytd',
  period: '2021-07',
  decimals: 2,
  value: null,
  status: '',
  before: 1,
  before_period: '2021-06',
  before_status: 'published',
  last_year: 1,
  last_year_status: 'published',
  expected_low: null,
  expected_high: null,
  state: 'missing',
  reason: '',
  submission: null,
  by: '',
  at: '',
  due_on: '',
  late_days: 0,
  locked: false,
  forecast_only: false,
  ...more,
})
const cells = [
  cell('IVA', 'yoy'),
  cell('IVA', 'value'),
  cell('IOUT', 'value', { state: 'in', value: 5 }),
  cell('FAI', 'yoy', { state: 'returned' }),
  cell('GDP', 'value', { locked: true }),
]
const whose = { account: 'jxj1', period: '2021-07', kind: 'department', unit: 'jxj' }
const memory = (): Storage => {
  const map = new Map<string, string>()
  return {
    getItem: (k: string) => map.get(k) ?? null,
    setItem: (k: string, v: string) => void map.set(k, v),
    removeItem: (k: string) => void map.delete(k),
  } as Storage
}

describe('a form', () => {
  it('is a grid of indicators by measures, values first', () => {
    const s = sheetOf(cells)
    expect(s.measures).toEqual(['value', 'yoy'])
    expect(s.rows.map((r) => r.indicator)).toEqual(['IVA', 'IOUT', 'FAI', 'GDP'])
    expect(s.rows[2]!.cells[0]).toBeNull()
  })
  it('hands in what was typed, as it was typed, and nothing of a closed cell', () => {
    const values = { 'IVA|330182|value': '86.20', 'GDP|330182|value': '7', 'IOUT|330182|value': ' ' }
    expect(entriesOf(cells, values, { 'IVA|330182|value': '大项目投产' })).toEqual([
      { indicator: 'IVA', area: '330182', measure: 'value', value: '86.20', note: '大项目投产' },
    ])
  })
  it('says what will happen: filled, left open, no numbers', () => {
    expect(tallyOf(cells, { 'IVA|330182|value': '1', 'IVA|330182|yoy': 'x' })).toEqual({ filled: 1, open: 1, wrong: 1 })
  })
})

describe('a draft', () => {
  it('comes back for the same account, period and form alone', () => {
    const store = memory()
    const draft = { at: '2021-08-02T01:00:00Z', values: { a: '1' }, notes: {} }
    expect(keep(store, whose, draft)).toBe(true)
    expect(restore(store, whose)).toEqual(draft)
    expect(restore(store, { ...whose, account: 'other' })).toBeNull()
    expect(restore(store, { ...whose, period: '2021-06' })).toBeNull()
  })
  it('is gone when handed in, or when nothing is left in it', () => {
    const store = memory()
    keep(store, whose, { at: '', values: { a: '1' }, notes: {} })
    drop(store, whose)
    expect(restore(store, whose)).toBeNull()
    keep(store, whose, { at: '', values: { a: '1' }, notes: {} })
    keep(store, whose, { at: '', values: { a: '' }, notes: {} })
    expect(restore(store, whose)).toBeNull()
  })
  it('says so where the browser keeps nothing, and is not misled by rubbish', () => {
    expect(keep(null, whose, { at: '', values: {}, notes: {} })).toBe(false)
    expect(
      keep(
        {
          ...memory(),
          setItem: () => {
            throw new Error('full')
          },
        },
        whose,
        { at: '', values: { a: '1' }, notes: {} },
      ),
    ).toBe(false)
    expect(restore({ ...memory(), getItem: () => '{"values": 3' }, whose)).toBeNull()
    expect(restore({ ...memory(), getItem: () => '{"at":"x","values":{"a":3},"notes":{}}' }, whose)).toBeNull()
  })
})

describe('findings of a file', () => {
  it('stand under the letters of a sheet', () => {
    expect([1, 26, 27, 52, 703].map(letters)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA'])
    const [s] = placed([
      { detail: 'w', severity: 'warning', sheet: '报表', row: 5, column: 2, found: '9' },
      { detail: 'f', severity: 'fault', sheet: '报表', row: 3, column: 3, found: 'abc' },
      { detail: 'g', severity: 'fault', sheet: '报表', row: 5, column: 2, found: '9' },
      { detail: 'whole', severity: 'fault', sheet: '报表', row: 0, column: 0 },
    ])
    expect(s!.columns.map((c) => c.letters)).toEqual(['A', 'B', 'C'])
    expect(s!.rows.map((r) => r.number)).toEqual([3, 5])
    expect(s!.rows[1]!.cells.map((c) => c?.detail ?? '')).toEqual(['', 'g', ''])
    expect(s!.faults).toHaveLength(4)
  })
})

describe('the board', () => {
  const unit = (name: string, kind: string, cells: FormCell[]): OwedUnit => ({
    kind,
    unit: name,
    name,
    due_on: '',
    late_days: 0,
    n_due: 1,
    n_in: 0,
    n_approved: 0,
    n_missing: 0,
    n_late: 0,
    n_returned: 0,
    locked: false,
    cells,
  })
  const units = [
    unit('经信局', 'department', [
      cell('IVA', 'value', { state: 'in', submission: 9 }),
      cell('IOUT', 'value', { state: 'late' }),
      cell('VA1', 'value', { state: 'not_due' }),
    ]),
    unit('梅城镇', 'area', [cell('IVA', 'value')]),
  ]
  it('shows what is due, and a click leads to what was handed in', () => {
    const [u] = boardOf(units, 'department', '', '')
    expect(u!.cells.map((c) => c.name)).toEqual(['IVA', 'IOUT'])
    expect(u!.cells.map((c) => c.to)).toEqual(['/submissions/9', ''])
  })
  it('is filtered by state and by name', () => {
    expect(boardOf(units, 'department', 'late', '')[0]!.cells.map((c) => c.name)).toEqual(['IOUT'])
    expect(boardOf(units, 'department', '', 'iva')[0]!.cells).toHaveLength(1)
    expect(boardOf(units, 'department', '', '经信')[0]!.cells).toHaveLength(2)
    expect(boardOf(units, 'area', 'late', '')).toEqual([])
  })
})

describe('around it', () => {
  it('leads back after the login to our own pages alone', () => {
    expect(afterLogin('/forms?period=2021-07')).toBe('/forms?period=2021-07')
    for (const foreign of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/login?then=/login',
      undefined,
      ['/a'],
    ])
      expect(afterLogin(foreign)).toBe('/')
  })
  it('tells an entry of the chain in words', () => {
    expect(
      deedOf({ action: 'submit', subject: 'submission 3', content: 'submission 3\nkind targets\nfile targets.csv\n' }),
    ).toEqual({ act: '报送', about: '年度目标 · targets.csv', to: '/submissions/3' })
    expect(
      deedOf({
        action: 'account',
        subject: 'account 1',
        content: 'event 1\nwhat login\nstate\nname root\nrole administrator',
      }),
    ).toMatchObject({ act: '登录', about: 'root · 管理员' })
    expect(
      deedOf({
        action: 'review',
        subject: 'review 1',
        content: 'review 1\nsubmission 7\ndecision return\nreason 请核对',
      }),
    ).toEqual({ act: '退回', about: '请核对', to: '/submissions/7' })
  })
  it('finds the titles of leaders', () => {
    expect([
      ...titles([
        { leaders: 'L03;L04', leader_titles: '甲、乙(工业、科技)' },
        { leaders: 'L03', leader_titles: '甲' },
      ]),
    ]).toEqual([
      ['L03', '甲'],
      ['L04', 'L04'],
    ])
  })
})
