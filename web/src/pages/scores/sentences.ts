/* Sentences about results, in the words of an official notice. */
import { lang, t } from '@/i18n'
import type { Judgement } from './points'
import type { Score } from './types'

/** "2021年1–9月：16 个单位；中心镇街最高 乾潭镇 91.20 分；红榜 2、黑榜 1；与上期相比上升最多的是 …". */
export function lineOf(s: Score, j: Judgement): string {
  const gap = lang.value === 'zh' ? '；' : '; '
  const one = j.best.length === 1
  const best = j.best.map((b) =>
    t(b.tied ? 'line.best.tied' : 'line.best', { class: one ? '' : b.class, names: b.names, total: b.total }).trim(),
  )
  const lists = j.lists.filter((l) => l.n).map((l) => t('line.list', { name: l.name, n: l.n }))
  const parts = [
    t('line.units', { period: s.period_title, n: j.n }),
    ...(best.length <= 3 ? best : []),
    j.unknown ? t('line.unknown', { n: j.unknown }) : '',
    lists.join(lang.value === 'zh' ? '、' : ', '),
    j.risen ? t('line.risen', { names: j.risen.names, n: j.risen.move }) : '',
  ]
  return parts.filter(Boolean).join(gap) + (lang.value === 'zh' ? '。' : '.')
}
