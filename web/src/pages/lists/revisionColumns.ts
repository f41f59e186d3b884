/* The columns of a list of revisions, for the page and for one indicator. */
import type { Revision } from '@/api/schema'
import type { Column } from '@/charts/table'
import { figure } from '@/format/number'
import { periodTitle } from '@/format/period'
import { inBrackets, t, word, type Lang } from '@/i18n'

export function revisionColumns(
  lang: Lang,
  decimals: (code: string) => number,
  withName: boolean,
): Column<Revision>[] {
  const places = (r: Revision): number => (r.measure === 'value' ? decimals(r.indicator) : 1)
  const shown = (v: number, status: string, r: Revision): string =>
    `${figure(v, places(r), lang)}${r.measure === 'yoy' ? '%' : ''} ${word('status', status)}`
  return [
    ...(withName ? [{ key: 'name', title: t('col.indicator'), value: (r: Revision) => r.name }] : []),
    {
      key: 'period',
      title: t('col.period'),
      value: (r) => r.period,
      text: (r) => periodTitle(r.period, r.basis, lang),
    },
    { key: 'area', title: t('col.area'), value: (r) => r.area_name },
    {
      key: 'measure',
      title: t('col.measure'),
      value: (r) => `${word('basis', r.basis)}${lang === 'zh' ? '' : ' '}${word('measure', r.measure)}`,
    },
    {
      key: 'from',
      title: t('col.from'),
      numeric: true,
      value: (r) => r.from,
      text: (r) => shown(r.from, r.from_status, r),
    },
    { key: 'to', title: t('col.to'), numeric: true, value: (r) => r.to, text: (r) => shown(r.to, r.to_status, r) },
    { key: 'known_on', title: t('col.known_on'), value: (r) => r.known_on },
    { key: 'by', title: t('col.by'), value: (r) => r.by },
    {
      key: 'file',
      title: t('col.file'),
      value: (r) => r.file,
      text: (r) => r.file + inBrackets(t('why.submission', { n: r.submission })),
    },
  ]
}
