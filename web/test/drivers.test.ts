import { describe, expect, it } from 'vitest'
import { angleOf, arc, begun, dialOf, timesOf, verdict } from '@/pages/barometer/dial'
import { compared, setOf, sideBySide } from '@/pages/drivers/scenarios'
import { changeText, pointsOf, readSet, withChange, writeSet } from '@/pages/drivers/set'
import { fallOf, moved, pointsScale, treeRows } from '@/pages/drivers/tree'
import { candidatesFor, gapOf, inWan, monthsAreOf } from '@/pages/invest/invest'
import type { DriverLink, DriverNode, WaterfallRow, InvestCandidate, InvestIndicator, ScenarioNode } from '@/pages/projects/types'

describe('assumptions in the address', () => {
  it('are read and written as the server takes them', () => {
    const text = 'IVA=+1;SERV=-0.5;VA1=12;VAC==-3'
    expect(readSet(text)).toEqual([
      { code: 'IVA', absolute: false, value: 1 },
      { code: 'SERV', absolute: false, value: -0.5 },
      { code: 'VA1', absolute: true, value: 12 },
      { code: 'VAC', absolute: true, value: -3 },
    ])
    expect(writeSet(readSet(text))).toBe(text)
  })
  it('what cannot be read is left out, and of the same code the last counts', () => {
    expect(writeSet(readSet('IVA=x;=3;IVA=+1;SERV=+2;IVA=+3'))).toBe('SERV=+2;IVA=+3')
  })
  it('nought takes an assumption out; a new one comes last', () => {
    expect(writeSet(withChange(readSet('IVA=+1'), 'SERV', 0.1 + 0.2))).toBe('IVA=+1;SERV=+0.3')
    expect(withChange(readSet('IVA=+1'), 'IVA', 0)).toEqual([])
    expect(withChange([], 'IVA', null)).toEqual([])
  })
  it('a growth that was set is so many points against the present', () => {
    expect(pointsOf({ code: 'IVA', absolute: true, value: 12 }, 13.9)).toBe(-1.9)
    expect(pointsOf({ code: 'IVA', absolute: true, value: 12 }, null)).toBeNull()
    expect(pointsOf(undefined, 5)).toBe(0)
  })
  it('a fall of nought point three keeps its sign', () => expect(changeText({ code: 'A', absolute: false, value: -0.3 })).toBe('A=-0.3'))
})

const node = (code: string, parent: string, depth: number, points = 1): DriverNode => ({ node: code, parent, depth, name: code, points, what_if_points: points }) as DriverNode
const nodes = [node('GDP', '', 0, 12), node('VA1', 'GDP', 1), node('VA2', 'GDP', 1), node('VAI', 'VA2', 2), node('VAC', 'VA2', 2, -2)]
const links = [{ driver: 'IVA', node: 'VAI', name: '规上' }] as DriverLink[]

describe('the tree', () => {
  it('has parts below their whole and drivers below their part', () => {
    expect(treeRows(nodes, links, new Set()).map((r) => r.depth + r.key)).toEqual(['0GDP', '1VA1', '1VA2', '2VAI', '3VAI/IVA', '2VAC'])
  })
  it('a shut row hides what is below it', () => {
    expect(treeRows(nodes, links, new Set(['VA2'])).map((r) => r.key)).toEqual(['GDP', 'VA1', 'VA2'])
  })
  it('parts without parts and drivers can be moved, wholes cannot', () => {
    expect(treeRows(nodes, links, new Set()).filter((r) => r.leaf).map((r) => r.code)).toEqual(['VA1', 'VAI', 'IVA', 'VAC'])
  })
  it('arrows go along, right opens, left shuts and then goes to the whole', () => {
    const open = treeRows(nodes, links, new Set())
    expect(moved(open, 'GDP', 'ArrowDown').at).toBe('VA1')
    expect(moved(open, 'VA2', 'ArrowLeft')).toEqual({ at: 'VA2', toggle: 'VA2' })
    expect(moved(open, 'VAC', 'ArrowLeft').at).toBe('VA2')
    expect(moved(treeRows(nodes, links, new Set(['VA2'])), 'VA2', 'ArrowRight').toggle).toBe('VA2')
    expect(moved(open, 'VA2', 'ArrowRight').at).toBe('VAI')
    expect(moved(open, 'GDP', 'ArrowUp').at).toBe('GDP')
    expect(moved(open, 'GDP', 'End').at).toBe('VAC')
  })
  it('all points share one scale with nought in it', () => expect(pointsScale(nodes)).toEqual({ low: -2, high: 12 }))
})

describe('the steps between two periods', () => {
  const row = (code: string, parent: string, before: number, after: number): WaterfallRow => ({ node: code, parent, name: code, before, after, change: after - before }) as WaterfallRow
  const steps = fallOf([row('GDP', '', 15.1, 12.1), row('VA1', 'GDP', 0.4, 0.2), row('VA2', 'GDP', 8, 6.7), row('VAI', 'VA2', 7, 5.5), row('VAC', 'VA2', 1, 1.2)], { before: 'b', after: 'a', rest: 'r' })
  it('lead from one growth to the other exactly, with the rest as its own step', () => {
    expect(steps.map((s) => s.key)).toEqual(['before', 'VAC', 'VA1', 'VAI', 'rest', 'after'])
    for (let i = 1; i < steps.length - 1; i++) expect(steps[i]!.from).toBeCloseTo(steps[i - 1]!.to)
    expect(steps[steps.length - 2]!.to).toBe(12.1)
  })
  it('are none where one of the two is not known', () => expect(fallOf([{ ...row('GDP', '', 1, 1), before: null }], { before: '', after: '', rest: '' })).toEqual([]))
})

describe('scenarios', () => {
  it('open as an address', () => expect(setOf('IVA=+1 RETAIL=+2')).toBe('IVA=+1;RETAIL=+2'))
  it('are chosen once each', () => expect(compared('1;2;1;')).toEqual(['1', '2']))
  it('stand side by side in the order of the tree, and where they differ is marked', () => {
    const cell = (scenario: string, n: string, g: number): ScenarioNode => ({ scenario, node: n, growth: 12, what_if_growth: g }) as ScenarioNode
    const { scenarios, rows } = sideBySide([cell('乙', 'VA1', 3), cell('甲', 'VA1', 3), cell('乙', 'GDP', 12.4), cell('甲', 'GDP', 12.1), cell('甲', 'OLD', 1)], nodes)
    expect(scenarios).toEqual(['乙', '甲'])
    expect(rows.map((r) => [r.node, r.differs])).toEqual([['GDP', true], ['VA1', false], ['OLD', false]])
    expect(rows[2]!.cells[0]).toBeNull()
  })
})

describe('the barometer', () => {
  const bands = [['cold', null], ['cool', 85], ['normal', 95], ['warm', 105], ['hot', 115]].map(([code, at_least]) => ({ code: code as string, name: '', at_least: at_least as number | null }))
  it('has every band on its dial, from its bound to the next', () => {
    const d = dialOf(bands, [99.4])
    expect([d.low, d.high]).toEqual([70, 130])
    expect(d.sectors.map((s) => [s.from, s.to])).toEqual([[70, 85], [85, 95], [95, 105], [105, 115], [115, 130]])
    expect(d.ticks).toEqual([70, 85, 95, 105, 115, 130])
  })
  it('grows for a value beyond, and needs no bands', () => {
    expect(dialOf(bands, [52]).low).toBe(50)
    expect(dialOf([], [100]).sectors).toEqual([])
  })
  it('the mean points upwards, the ends to the sides', () => {
    const d = dialOf(bands, [])
    expect([angleOf(d, 70), angleOf(d, 100), angleOf(d, 130)]).toEqual([180, 90, 0])
    expect(angleOf(d, 500)).toBe(0)
    expect(arc(d, 70, 130, 100)).toBe('M-100 0A100 100 0 0 1 100 0')
  })
  it('six of twelve is worse than ten of twelve, and is said so', () => {
    expect([timesOf(0.5, 12), timesOf(10 / 12, 12)]).toEqual([6, 10])
    expect([verdict(6, 10), verdict(7, 7), verdict(9, 7), verdict(null, 7)]).toEqual(['worse', 'same', 'better', ''])
  })
  it('begins with the first month that has anything', () => {
    const m = (index: number | null): { period: string; index: number | null; share_pct: null; target: null } => ({ period: '', index, share_pct: null, target: null })
    expect(begun([m(null), m(3), m(null)])).toHaveLength(2)
  })
})

describe('investment', () => {
  const c = (code: string, amount: number, indicators = 'FAI'): InvestCandidate => ({ code, amount, indicators }) as InvestCandidate
  it('the largest candidates come first, and where their sum suffices is marked once', () => {
    const rows = candidatesFor([c('a', 10), c('b', 30), c('x', 99, 'IINV'), c('d', 5)], 'FAI', 40)
    expect(rows.map((r) => [r.code, r.sum, r.enough])).toEqual([['b', 30, false], ['a', 40, true], ['d', 45, false]])
  })
  it('nothing is enough for what is not needed or not known', () => {
    expect(candidatesFor([c('a', 10)], '', null)[0]!.enough).toBe(false)
    expect(candidatesFor([c('a', 10)], '', -5)[0]!.enough).toBe(false)
  })
  it('says how much the plans themselves leave wanting', () => {
    expect(gapOf({ needed: 198000, in_reach: 119930 } as InvestIndicator)).toBe(78070)
    expect(gapOf({ needed: null, in_reach: 1 } as InvestIndicator)).toBeNull()
  })
  it('months are an indicator’s own only where they add up to it', () => {
    const months = [{ month: '2021-01', plan: 1, done: 1, entered: 4 }, { month: '2021-02', plan: 1, done: null, entered: null }]
    expect(monthsAreOf(months, { entered: 4 } as InvestIndicator)).toBe(true)
    expect(monthsAreOf(months, { entered: 3 } as InvestIndicator)).toBe(false)
  })
  it('amounts of the catalogue become 万元, others stay unknown', () => expect([inWan(70.2, '亿元'), inWan(5, '万元'), inWan(5, '家')]).toEqual([702000, 5, null]))
})
