/* Money of projects: kept in 万元, told in 亿元 where sums are told, in whole 万元 where projects stand one below another. */
import { figure, known, NONE, type Maybe } from '@/format/number'
import { lang, t, unitAfter } from '@/i18n'

/** "62.90亿元": a sum in a sentence. */
export const yi = (x: Maybe, decimals = 2): string =>
  known(x) ? figure(x / 1e4, decimals, lang.value) + unitAfter('亿元') : NONE

/** "62.90": a sum under a heading that names its unit. */
export const yiBare = (x: Maybe, decimals = 2): string => (known(x) ? figure(x / 1e4, decimals, lang.value) : NONE)

/** "26000": one project under a heading that names its unit. */
export const wan = (x: Maybe): string => figure(x, 0, lang.value)
export const wanUnit = (x: Maybe): string => (known(x) ? wan(x) + unitAfter('万元') : NONE)

/** "快于时间进度13.9个百分点", "慢于本项目计划2.1个百分点": against what, said with its verb. */
export function aheadWords(pp: Maybe, of: 'time' | 'own'): string {
  if (!known(pp)) return ''
  const size = Math.abs(pp) < 0.05 ? '' : figure(Math.abs(pp), 1, lang.value)
  const what = t(of === 'time' ? 'projects.time' : 'projects.own')
  if (!size) return t('projects.level', { what })
  return t(pp > 0 ? 'projects.ahead' : 'projects.behind', { what, pp: size })
}
