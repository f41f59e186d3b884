/* A row of the card in words and figures: one place for tile, list and indicator page. */
import type { CityFacts } from '@/api/city'
import type { CardRow } from '@/api/schema'
import { figure, known, percent } from '@/format/number'
import { changePhrase, growthPhrase, leadPhrase, rangeText, rankPhrase, targetPhrase } from '@/format/phrase'
import { unitName, type Lang } from '@/i18n'

export interface RowWords {
  value: string
  unit: string
  growth: string
  change: string
  target: string
  lead: string
  yearEnd: string
  range: string
  rank: string
}

export function rowWords(row: CardRow, facts: CityFacts, lang: Lang): RowWords {
  const decimals = facts.decimals(row.indicator)
  const points = facts.inPoints(row.indicator)
  const falls = facts.indicator(row.indicator)?.direction === 'down'
  const byGrowth =
    row.target_measure === 'yoy' ||
    row.target_measure === 'avg2' ||
    (!known(row.year_end) && known(row.year_end_growth))
  const unit = unitName(row.unit)
  return {
    value: figure(row.value, decimals, lang),
    unit,
    growth: growthPhrase(row.growth, points, lang),
    change: points ? '' : changePhrase(row.growth, row.growth_change, lang),
    target: targetPhrase(row.target_measure, row.target, unit, falls, lang),
    lead: leadPhrase(row.lead, row.target_measure, lang),
    yearEnd: byGrowth
      ? (lang === 'zh' ? '增长' : 'growth ') + percent(row.year_end_growth)
      : known(row.year_end)
        ? figure(row.year_end, decimals, lang) + (lang === 'zh' || unit === '%' ? '' : ' ') + unit
        : '',
    range: byGrowth
      ? rangeText(row.year_end_growth_low80, row.year_end_growth_high80, 1, lang)
      : rangeText(row.year_end_low80, row.year_end_high80, decimals, lang),
    rank: rankPhrase(row.rank, row.rank_of, facts.among.value, lang),
  }
}
