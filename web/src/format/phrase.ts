/* The phrases of an official analysis: growth with its verb, change of growth, target, place. */
import type { Lang } from '@/i18n'
import { figure, known, rounded, signed, type Maybe } from './number'

const zh = (lang: Lang): boolean => lang === 'zh'

/** "同比增长12.1%"; of a share in percentage points "同比提高1.3个百分点". */
export function growthPhrase(growth: Maybe, inPoints: boolean, lang: Lang): string {
  if (!known(growth)) return ''
  const g = rounded(growth, inPoints && Math.abs(growth) < 1 ? 2 : 1)
  if (g === 0) return zh(lang) ? '同比持平' : 'level on the year'
  const size = figure(Math.abs(g), g === rounded(g, 1) ? 1 : 2)
  if (inPoints)
    return zh(lang)
      ? `同比${g > 0 ? '提高' : '下降'}${size}个百分点`
      : `${g > 0 ? 'up' : 'down'} ${size} points on the year`
  return zh(lang) ? `同比${g > 0 ? '增长' : '下降'}${size}%` : `${g > 0 ? 'up' : 'down'} ${size}% on the year`
}

/** "增速比上期回落3.0个百分点"; of a fall that grows smaller "降幅收窄". */
export function changePhrase(growth: Maybe, change: Maybe, lang: Lang): string {
  if (!known(change) || !known(growth)) return ''
  const c = rounded(change, 1)
  const size = figure(Math.abs(c), 1)
  const before = rounded(growth - change, 1)
  if (c === 0) return zh(lang) ? '增速与上期持平' : 'same rate as the period before'
  if (before < 0 && growth > 0) return zh(lang) ? '由负转正' : 'turned positive'
  if (before > 0 && growth < 0) return zh(lang) ? '由正转负' : 'turned negative'
  if (before < 0)
    return zh(lang)
      ? `降幅${c > 0 ? '收窄' : '扩大'}${size}个百分点`
      : `fall ${c > 0 ? 'narrowed' : 'widened'} by ${size} points`
  return zh(lang) ? `增速${c > 0 ? '提高' : '回落'}${size}个百分点` : `rate ${c > 0 ? 'up' : 'down'} ${size} points`
}

/** "增长8%以上", "560亿元", "第5位以内". */
export function targetPhrase(measure: string, target: Maybe, unit: string, falls: boolean, lang: Lang): string {
  if (!known(target)) return ''
  const n = figure(target, Number.isInteger(target) ? 0 : Number.isInteger(target * 10) ? 1 : 2, lang)
  if (measure === 'rank') return zh(lang) ? `第${n}位以内` : `place ${n} or better`
  if (measure === 'yoy' || measure === 'avg2') {
    const name =
      measure === 'avg2' ? (zh(lang) ? '两年平均增长' : 'two-year average ') : zh(lang) ? '增长' : 'growth '
    return zh(lang) ? `${name}${n}%${falls ? '以内' : '以上'}` : `${name}${falls ? '≤ ' : '≥ '}${n}%`
  }
  return zh(lang) ? `${n}${unit}${falls ? '以内' : ''}` : `${falls ? '≤ ' : ''}${n}${unit === '%' ? '' : ' '}${unit}`
}

/** "列杭州第3位" with the move: "↑1", "↓2", "→". */
export function rankPhrase(rank: Maybe, of: Maybe, among: string, lang: Lang): string {
  if (!known(rank)) return ''
  if (zh(lang)) return `列${among}第${rank}位`
  return `no. ${rank}${known(of) ? ' of ' + of : ''} in ${among}`
}

export function moveMark(move: Maybe): string {
  return !known(move) ? '' : move > 0 ? '↑' + move : move < 0 ? '↓' + -move : '→'
}

/** "领先4.1个百分点", "落后10.2个百分点", of a rank "差2位". */
export function leadPhrase(lead: Maybe, measure: string, lang: Lang): string {
  if (!known(lead)) return ''
  const places = measure === 'rank'
  const size = figure(Math.abs(lead), places ? 0 : 1)
  if (rounded(lead, 1) === 0) return zh(lang) ? '与进度持平' : 'on schedule'
  if (zh(lang)) return `${lead > 0 ? '领先' : '落后'}${size}${places ? '位' : '个百分点'}`
  return `${lead > 0 ? 'ahead by' : 'behind by'} ${size} ${places ? 'places' : 'points'}`
}

/** "9.3%（7.1～11.6）"-like ranges of values. */
export function rangeText(low: Maybe, high: Maybe, decimals: number, lang: Lang): string {
  if (!known(low) || !known(high)) return ''
  return `${figure(low, decimals, lang)}～${figure(high, decimals, lang)}`
}

/** A growth that stands alone in a table: "+12.1%" or, in points, "+1.3". */
export function growthCell(growth: Maybe, inPoints: boolean): string {
  return known(growth)
    ? signed(growth, inPoints && Math.abs(growth) < 1 && growth !== 0 ? 2 : 1) + (inPoints ? '' : '%')
    : signed(growth)
}
