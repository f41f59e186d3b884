import { describe, expect, it } from 'vitest'
import { asked, typed } from '@/grid/figure'
import { moved } from '@/grid/move'
import { blockOf, spread } from '@/grid/paste'

describe('a pasted block', () => {
  it('is rows by line ends and cells by tabs, without the line end of Excel behind it', () => {
    expect(blockOf('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(blockOf('7')).toEqual([['7']])
    expect(blockOf('1\t\n\t4')).toEqual([
      ['1', ''],
      ['', '4'],
    ])
  })
  it('keeps tabs and line ends inside of quoted cells', () => {
    expect(blockOf('"a\nb"\t"say ""hi"""\n2\t3')).toEqual([
      ['a\nb', 'say "hi"'],
      ['2', '3'],
    ])
  })
  it('takes a lone quote for what it is', () => {
    expect(blockOf('"四上\t5')).toEqual([['"四上', '5']])
  })
  it('fills from the focused cell and counts what falls outside', () => {
    const laid = spread(
      [
        ['1', '2'],
        ['3', ' 4 '],
        ['', '6'],
      ],
      { row: 1, col: 1 },
      { rows: 3, cols: 3 },
    )
    expect(laid.cells).toEqual([
      { row: 1, col: 1, text: '1' },
      { row: 1, col: 2, text: '2' },
      { row: 2, col: 1, text: '3' },
      { row: 2, col: 2, text: '4' },
    ])
    expect(laid.outside).toBe(1)
  })
})

describe('keys', () => {
  const size = { rows: 3, cols: 2 }
  const end = { start: 2, end: 2, length: 2 }
  it('up, down and Enter leave the cell at once', () => {
    expect(moved({ row: 1, col: 0 }, 'ArrowUp', false, end, size)).toEqual({ row: 0, col: 0 })
    expect(moved({ row: 1, col: 0 }, 'Enter', false, end, size)).toEqual({ row: 2, col: 0 })
    expect(moved({ row: 1, col: 0 }, 'Enter', true, end, size)).toEqual({ row: 0, col: 0 })
  })
  it('left and right move inside of the text first', () => {
    expect(moved({ row: 0, col: 1 }, 'ArrowLeft', false, end, size)).toBeNull()
    expect(moved({ row: 0, col: 1 }, 'ArrowLeft', false, { start: 0, end: 0, length: 2 }, size)).toEqual({
      row: 0,
      col: 0,
    })
    expect(moved({ row: 0, col: 0 }, 'ArrowRight', false, end, size)).toEqual({ row: 0, col: 1 })
    expect(moved({ row: 0, col: 1 }, 'ArrowLeft', false, { start: 0, end: 2, length: 2 }, size)).toEqual({
      row: 0,
      col: 0,
    })
  })
  it('Enter at the foot of a column goes to the head of the next, and nothing leaves the grid', () => {
    expect(moved({ row: 2, col: 0 }, 'Enter', false, end, size)).toEqual({ row: 0, col: 1 })
    expect(moved({ row: 2, col: 1 }, 'Enter', false, end, size)).toBeNull()
    expect(moved({ row: 0, col: 0 }, 'ArrowUp', false, end, size)).toBeNull()
  })
  it('leaves Shift with arrows to the text', () => {
    expect(moved({ row: 1, col: 0 }, 'ArrowDown', true, end, size)).toBeNull()
  })
})

describe('a typed figure', () => {
  it.each([
    ['１２３４．５', 1234.5],
    ['1,234.50', 1234.5],
    ['−3.2 %', -3.2],
    ['(4)', -4],
    ['+7', 7],
    ['.5', 0.5],
    ['12.', 12],
  ])('reads %s', (raw, value) => {
    expect(typed(raw)).toMatchObject({ kind: 'number', value })
  })
  it('keeps the precision as typed', () => {
    expect(typed('250')).toMatchObject({ text: '250' })
    expect(typed('250.40')).toMatchObject({ text: '250.40' })
  })
  it.each(['abc', '1-2', '12,34', '1.2.3', '约300'])('does not take %s for a number', (raw) =>
    expect(typed(raw).kind).toBe('wrong'),
  )

  const of = { measure: 'value', decimals: 2, last_year: 72.79, before: 73.47, expected_low: 80, expected_high: 95 }
  it('is asked about when it is far from what may be expected, and never when it is near', () => {
    expect(asked('86.2', of, 'zh')).toBeNull()
    expect(asked('', of, 'zh')).toBeNull()
    expect(asked('120', of, 'zh')).toEqual({ doubt: 'far', low: '80.00', high: '95.00' })
    expect(asked('862000', of, 'zh')).toMatchObject({ doubt: 'scale' })
    expect(asked('-86.2', of, 'zh')).toMatchObject({ doubt: 'sign' })
    expect(asked('x', of, 'zh')).toMatchObject({ doubt: 'wrong' })
    expect(asked('72.79', { ...of, expected_low: null }, 'zh')).toMatchObject({ doubt: 'same' })
    expect(asked('86.21234', of, 'zh')).toMatchObject({ doubt: 'digits' })
  })
  it('may be negative where it is a growth', () => {
    expect(
      asked('-5.1', { ...of, measure: 'yoy', decimals: 1, expected_low: null, expected_high: null }, 'zh'),
    ).toBeNull()
  })
})
