import { describe, expect, it } from 'vitest'
import {
  changePhrase,
  growthCell,
  growthPhrase,
  leadPhrase,
  moveMark,
  rangeText,
  rankPhrase,
  targetPhrase,
} from '@/format/phrase'

describe('phrases', () => {
  it('say growth by its sign, and the growth of a share in percentage points', () => {
    expect(growthPhrase(12.1, false, 'zh')).toBe('同比增长12.1%')
    expect(growthPhrase(-3, false, 'zh')).toBe('同比下降3.0%')
    expect(growthPhrase(0.04, false, 'zh')).toBe('同比持平')
    expect(growthPhrase(1.3, true, 'zh')).toBe('同比提高1.3个百分点')
    expect(growthPhrase(-0.11, true, 'zh')).toBe('同比下降0.11个百分点')
    expect(growthPhrase(12.1, false, 'en')).toBe('up 12.1% on the year')
  })
  it('say the change of growth as an analysis does', () => {
    expect(changePhrase(12.1, -3, 'zh')).toBe('增速回落3.0个百分点')
    expect(changePhrase(12.1, 1.5, 'zh')).toBe('增速提高1.5个百分点')
    expect(changePhrase(-2, 1.5, 'zh')).toBe('降幅收窄1.5个百分点')
    expect(changePhrase(-5, -1, 'zh')).toBe('降幅扩大1.0个百分点')
    expect(changePhrase(1, 3, 'zh')).toBe('由负转正')
    expect(changePhrase(-1, -3, 'zh')).toBe('由正转负')
    expect(changePhrase(3, 0, 'zh')).toBe('增速与上期持平')
    expect(changePhrase(null, 1, 'zh')).toBe('')
  })
  it('say targets, places and leads', () => {
    expect(targetPhrase('yoy', 8, '亿元', false, 'zh')).toBe('增长8%以上')
    expect(targetPhrase('yoy', 15.5, '亿元', false, 'zh')).toBe('增长15.5%以上')
    expect(targetPhrase('value', 560, '亿元', false, 'zh')).toBe('560亿元')
    expect(targetPhrase('value', 3.5, '%', true, 'zh')).toBe('3.5%以内')
    expect(targetPhrase('rank', 5, '元', false, 'zh')).toBe('第5位以内')
    expect(rankPhrase(3, 13, '杭州', 'zh')).toBe('列杭州第3位')
    expect(rankPhrase(null, null, '杭州', 'zh')).toBe('')
    expect([moveMark(1), moveMark(-2), moveMark(0), moveMark(null)]).toEqual(['↑1', '↓2', '→', ''])
    expect(leadPhrase(-10.2, 'value', 'zh')).toBe('落后10.2个百分点')
    expect(leadPhrase(2, 'rank', 'zh')).toBe('领先2位')
    expect(rangeText(7.1, 11.6, 1, 'zh')).toBe('7.1～11.6')
    expect(growthCell(1.3, true)).toBe('+1.3')
    expect(growthCell(-3, false)).toBe('−3.0%')
  })
})
