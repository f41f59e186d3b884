import { describe, expect, it } from 'vitest'
import type { CardRow } from '@/api/schema'
import { attention, byJudgement, byLight, grouped, restSpan } from '@/pages/cockpit/tally'
import { mean, places } from '@/pages/league/places'

const row = (x: Partial<CardRow>): CardRow =>
  ({
    group: 'g',
    indicator: 'X',
    value: 1,
    growth: 1,
    target: 1,
    light: 'green',
    judgement: 'expected',
    target_probability: 0.9,
    ...x,
  }) as CardRow

describe('the judgement line', () => {
  it('counts targets only, in the order from met to unknown', () => {
    const rows = [
      row({}),
      row({ judgement: 'unlikely' }),
      row({ judgement: '' }),
      row({ judgement: 'met' }),
      row({ target: null }),
    ]
    expect(byJudgement(rows).map((c) => [c.code, c.n])).toEqual([
      ['met', 1],
      ['expected', 1],
      ['unlikely', 1],
      ['', 1],
    ])
  })
  it('keeps words that the city added', () => {
    expect(byJudgement([row({ judgement: 'sprint' })])).toEqual([{ code: 'sprint', n: 1 }])
  })
  it('counts lights', () => {
    expect(byLight([row({}), row({ light: 'red' })])).toEqual([
      { code: 'green', n: 1 },
      { code: 'red', n: 1 },
    ])
  })
})

describe('what needs attention', () => {
  it('is what is behind or forecast to be missed, the least probable first', () => {
    const rows = [
      row({ indicator: 'A', light: 'yellow', target_probability: 0.85 }),
      row({ indicator: 'B', judgement: 'unlikely', target_probability: 0.1 }),
      row({ indicator: 'C' }),
      row({ indicator: 'D', light: 'red', judgement: '', target_probability: null }),
      row({ indicator: 'E', target: null, light: 'red' }),
    ]
    expect(attention(rows).map((r) => r.indicator)).toEqual(['B', 'A', 'D'])
  })
})

describe('groups', () => {
  it('keep the order of the card and leave out what has no figure', () => {
    const rows = [
      row({ group: 'b' }),
      row({ group: 'a', target: null }),
      row({ group: 'b', target: null, value: null, growth: null }),
    ]
    expect(grouped(rows).map((g) => [g.group, g.targets.length, g.others.length])).toEqual([
      ['b', 1, 0],
      ['a', 0, 1],
    ])
  })
  it('put other indicators beside the tiles where they fit', () => {
    expect(restSpan(1, 11, 3)).toBe(2)
    expect(restSpan(2, 3, 3)).toBe(1)
    expect(restSpan(2, 12, 3)).toBe(3)
    expect(restSpan(3, 1, 3)).toBe(3)
    expect(restSpan(0, 4, 3)).toBe(3)
    expect(restSpan(1, 1, 1)).toBe(1)
  })
})

describe('places of towns', () => {
  it('share a place when equal and turn where less is better', () => {
    expect(places([3, 1, 3, null, 2], false)).toEqual([1, 4, 1, null, 3])
    expect(places([3, 1], true)).toEqual([2, 1])
    expect(mean([1, null, 3])).toBe(2)
    expect(mean([null])).toBeNull()
  })
})
