import { describe, expect, it } from 'vitest'
import type { CardRow, Contribution, Fact, Peer, Situation } from '@/api/schema'
import { cardSpark } from '@/charts/cardSpark'
import { quantileAt, quantileDots, stackedDots } from '@/charts/dots'
import { standings } from '@/charts/peers'
import { pointsOf } from '@/charts/series'
import { spark } from '@/charts/spark'
import { commaSeparated, ordered, tabbed, type Column } from '@/charts/table'
import { steps } from '@/charts/waterfall'
import { historyTabs, single } from '@/pages/indicator/historyTabs'

const fact = (period: string, value: number, x: Partial<Fact> = {}): Fact =>
  ({
    period,
    value,
    basis: 'ytd',
    measure: 'value',
    status: 'published',
    counts: true,
    known_on: '2021-07-20',
    ...x,
  }) as Fact

describe('a history', () => {
  it('takes the figures that count, in order, a year in its December', () => {
    const points = pointsOf(
      [
        fact('2021-02', 2),
        fact('2020', 9, { basis: 'year' }),
        fact('2021-01', 1),
        fact('2021-02', 5, { counts: false }),
      ],
      'value',
      ['ytd', 'year'],
    )
    expect(points.map((p) => p.value)).toEqual([9, 1, 2])
  })
  it('makes months of a year to date, never across the turn of the year or a hole', () => {
    const ytd = pointsOf(
      ['2020', '2021-01', '2021-02', '2021-04'].map((p, i) =>
        fact(p, [90, 5, 12, 30][i]!, { basis: p.length === 4 ? 'year' : 'ytd' }),
      ),
      'value',
      ['ytd', 'year'],
    )
    expect(single(ytd, [], true).map((p) => [p.period, p.value])).toEqual([['2021-02', 7]])
    expect(single(ytd, [], false)).toEqual([])
  })
  it('offers the histories that there are', () => {
    const s = {
      period: '2021-06',
      target_measure: 'yoy',
      target: 8,
      year_end: 100,
      year_end_growth: 9,
      year_end_low80: 95,
      year_end_high80: 105,
    } as Situation
    const facts = ['2021-04', '2021-05', '2021-06', '2021-07'].flatMap((p, i) => [
      fact(p, i),
      fact(p, i, { measure: 'yoy' }),
    ])
    const tabs = historyTabs(s, facts, false)
    expect(tabs.map((x) => x.key)).toEqual(['growth', 'value', 'single'])
    expect(tabs[0]!.target).toBe(8)
    expect(tabs[0]!.points).toHaveLength(3) /* what comes after the period is not shown */
  })
})

describe('a small line', () => {
  it('lies within its box, with fan and target', () => {
    const s = spark(
      {
        points: [
          { at: 0, value: 1 },
          { at: 6, value: 3 },
        ] as never,
        fan: { at: 12, mid: 2, low: 0, high: 5 },
        target: 4,
      },
      100,
      50,
    )
    expect(s.line).toBe('M4 37.6L50 20.8')
    expect(s.fan).toContain('Z')
    expect(s.target).toBeGreaterThan(0)
    for (const y of [...s.fan.matchAll(/ (-?[\d.]+)/g)].map((m) => Number(m[1]))) expect(y >= 0 && y <= 50).toBe(true)
  })
  it('of one point or none does not break', () => {
    expect(spark({ points: [], fan: null, target: null }, 100, 50).line).toBe('')
    expect(spark({ points: [{ at: 0, value: 1 }] as never, fan: null, target: null }, 100, 50).line).toBe('M50 25')
  })
  it('of a target in amounts climbs from the year’s start beside the year before', () => {
    const row = {
      period: '2021-02',
      basis: 'ytd',
      target_measure: 'value',
      target: 10,
      growth: 5,
      year_end: 9,
      year_end_low80: 8,
      year_end_high80: 10,
    } as CardRow
    const input = cardSpark(row, [
      fact('2020-01', 1),
      fact('2020', 8, { basis: 'year' }),
      fact('2021-01', 2),
      fact('2021-02', 3),
    ])
    expect(input.points.map((p) => p.value)).toEqual([2, 3])
    expect(input.before?.map((p) => p.value)).toEqual([1, 8])
    expect(input.target).toBe(10)
  })
})

describe('quantile dots', () => {
  const q = [
    { p: 0.1, value: 1 },
    { p: 0.5, value: 5 },
    { p: 0.9, value: 9 },
  ]
  it('stand at equal chances', () => {
    expect(quantileAt(q, 0.3)).toBeCloseTo(3)
    expect(quantileAt(q, 0.01)).toBe(1)
    expect(quantileDots(q)).toHaveLength(20)
    expect(quantileDots([])).toEqual([])
  })
  it('say which of them reach the target', () => {
    const { dots } = stackedDots(quantileDots(q), 22, 5, false)
    expect(dots.filter((d) => d.reaches)).toHaveLength(10)
    expect(stackedDots([1, 2, 3], 22, 2, true).dots.filter((d) => d.reaches)).toHaveLength(2)
  })
  it('of equal values stack', () => {
    expect(stackedDots([2, 2, 2], 22, null, false).rows).toBe(3)
  })
})

describe('a waterfall', () => {
  it('adds up to the growth', () => {
    const c = {
      growth: 12.1,
      residual: -0.1,
      sample: false,
      parts: [
        { name: 'a', points: 5 },
        { name: 'b', points: 7.2 },
      ],
    } as unknown as Contribution
    const s = steps(c)
    expect(s.map((x) => x.name).slice(0, 2)).toEqual(['b', 'a'])
    expect(s[s.length - 2]!.to).toBeCloseTo(12.1)
    expect(s[s.length - 1]).toMatchObject({ from: 0, to: 12.1, total: true })
  })
})

describe('a table', () => {
  type R = { name: string; n: number | null }
  const columns: Column<R>[] = [
    { key: 'name', title: '名称', value: (r) => r.name },
    { key: 'n', title: '数', numeric: true, value: (r) => r.n, text: (r) => (r.n === null ? '—' : r.n.toFixed(2)) },
  ]
  const rows: R[] = [
    { name: '乙', n: null },
    { name: '甲', n: 10 },
    { name: '=1+1', n: 9 },
  ]
  it('is ordered by numbers as numbers, what is unknown last', () => {
    expect(ordered(rows, columns[1], false).map((r) => r.n)).toEqual([9, 10, null])
    expect(ordered(rows, columns[1], true).map((r) => r.n)).toEqual([10, 9, null])
    expect(ordered(rows, undefined, false)).toEqual(rows)
  })
  it('pastes into a spreadsheet as numbers, and no text becomes a formula', () => {
    expect(tabbed(columns, rows)).toBe("名称\t数\r\n乙\t\r\n甲\t10\r\n'=1+1\t9")
  })
  it('is saved as CSV that spreadsheets read', () => {
    expect(commaSeparated(columns, [{ name: 'a,"b"', n: 1 }])).toBe('\ufeff名称,数\r\n"a,""b""",1\r\n')
  })
})

describe('standings among peers', () => {
  it('are in order of place, each with where it stood before', () => {
    const peer = (area: string, growth: number | null, place: number | null, place_before: number | null): Peer =>
      ({ area, growth, place, place_before }) as Peer
    const s = standings([peer('a', 5, 2, 1), peer('b', 7, 1, 3), peer('c', null, null, 2)], [peer('a', 6, 1, null)])
    expect(s.map((x) => [x.peer.area, x.before, x.move])).toEqual([
      ['b', null, 2],
      ['a', 6, -1],
    ])
  })
})
