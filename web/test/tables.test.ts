import { describe, expect, it } from 'vitest'
import type { TableColumn } from '@/api/schema'
import { diffOf } from '@/pages/admin/diff'
import { broken } from '@/pages/admin/tableRules'

const columns = ['year', 'indicator', 'value', 'note']
const keys = ['year', 'indicator']
const row = (year: string, indicator: string, value: string, note = ''): { [c: string]: string } => ({
  year,
  indicator,
  value,
  note,
})
const before = [row('2021', 'GDP', '8'), row('2021', 'IVA', '10', 'x'), row('2021', 'FAI', '12')]

describe('the difference of two versions of a table', () => {
  it('is nothing where nothing changed, whatever the order', () => {
    expect(diffOf(before, [...before].reverse(), keys, columns)).toEqual([])
    expect(diffOf(before, [...before, row('', '', '')], keys, columns)).toEqual([])
  })
  it('tells cells that changed, rows that came and went', () => {
    const changes = diffOf(before, [before[0]!, row('2021', 'IVA', '11', 'x'), row('2022', 'GDP', '7')], keys, columns)
    expect(changes).toEqual([
      { kind: 'changed', key: '2021 · IVA', cells: [{ column: 'value', from: '10', to: '11' }] },
      {
        kind: 'added',
        key: '2022 · GDP',
        cells: [
          { column: 'year', from: '', to: '2022' },
          { column: 'indicator', from: '', to: 'GDP' },
          { column: 'value', from: '', to: '7' },
        ],
      },
      {
        kind: 'removed',
        key: '2021 · FAI',
        cells: [
          { column: 'year', from: '2021', to: '' },
          { column: 'indicator', from: 'FAI', to: '' },
          { column: 'value', from: '12', to: '' },
        ],
      },
    ])
  })
  it('keeps rows of one key apart', () => {
    const twice = [row('2021', 'GDP', '1'), row('2021', 'GDP', '2')]
    expect(diffOf(twice, [twice[0]!, row('2021', 'GDP', '3')], keys, columns)).toEqual([
      { kind: 'changed', key: '2021 · GDP', cells: [{ column: 'value', from: '2', to: '3' }] },
    ])
  })
  it('of a table without keys is told by whole rows', () => {
    expect(diffOf([row('a', 'b', 'c')], [row('a', 'b', 'd')], [], columns).map((c) => c.kind)).toEqual([
      'added',
      'removed',
    ])
  })
})

describe('the rule of a column', () => {
  const column = (rule: string, more: Partial<TableColumn> = {}): TableColumn => ({
    name: 'x',
    rule,
    required: false,
    key: false,
    choices: '',
    refers: '',
    ...more,
  })
  it.each([
    ['', column('text', { required: true }), 'required'],
    ['', column('number'), null],
    ['1.5', column('number'), null],
    ['1,5', column('number'), 'number'],
    ['2021-02-29', column('date'), 'date'],
    ['2020-02-29', column('date'), null],
    ['21', column('year'), 'year'],
    ['yoy', column('choice', { choices: 'value yoy' }), null],
    ['yo', column('choice', { choices: 'value yoy' }), 'choice'],
    ['value;yoy', column('choices', { choices: 'value yoy' }), null],
    ['value;x', column('choices', { choices: 'value yoy' }), 'choice'],
  ] as const)('of "%s"', (text, c, expected) => expect(broken(text, c)).toBe(expected))
})
