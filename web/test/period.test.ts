import { describe, expect, it } from 'vitest'
import { monthIndex, periodOf, periodTitle, when, withinYear } from '@/format/period'
import { knownDay } from '@/pages/indicator/knownDay'

describe('periods', () => {
  it('are named as officials name them', () => {
    expect(periodTitle('2021-06', 'ytd', 'zh')).toBe('2021年1–6月')
    expect(periodTitle('2021-01', 'ytd', 'zh')).toBe('2021年1月')
    expect(periodTitle('2021-06', 'month', 'zh')).toBe('2021年6月')
    expect(periodTitle('2021-06', 'point', 'zh')).toBe('2021年6月末')
    expect(periodTitle('2021Q2', 'quarter', 'zh')).toBe('2021年二季度')
    expect(periodTitle('2020', 'year', 'zh')).toBe('2020年')
    expect(periodTitle('2021-06', 'ytd', 'en')).toBe('Jan–Jun 2021')
    expect(withinYear('2020', 'year', 'zh')).toBe('全年')
  })
  it('stand in their order on an axis of months, a year in its December', () => {
    expect(monthIndex('2021-01') - monthIndex('2020-12')).toBe(1)
    expect(monthIndex('2020')).toBe(monthIndex('2020-12'))
    expect(periodOf(monthIndex('2021-11'))).toBe('2021-11')
  })
  it('that are none stay as they are', () => {
    expect(when('2021-6')).toBeNull()
    expect(periodTitle('soon', 'ytd', 'zh')).toBe('soon')
  })
  it('are seen by leaders on the 25th of the month after', () => {
    expect(knownDay('2021-06')).toBe('2021-07-25')
    expect(knownDay('2021-12')).toBe('2022-01-25')
  })
})
