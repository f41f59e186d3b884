/* Points as text, and how far they are of the full ones. Full points are those that count for the unit. */
import { figure, known, rounded, signed, type Maybe } from '@/format/number'
import type { Lang } from '@/i18n'
import type { Score, ScoreLine, ScoreUnit } from './types'

/** "8.42"; of items that are not rounded at most four places, without idle zeros. */
export function pointsText(x: Maybe, decimals: Maybe = null): string {
  if (!known(x)) return figure(x, 0)
  if (known(decimals)) return figure(x, decimals)
  const text = figure(x, 4)
  return text.includes('.') ? text.replace(/0{1,2}$/, '') : text
}

/** Bonuses and deductions carry their sign: "+0.42", "−1.50", "0". */
export function linePoints(l: Pick<ScoreLine, 'kind' | 'points'>, decimals: Maybe = 2): string {
  if (l.kind === 'score' || !known(l.points)) return pointsText(l.points, decimals)
  return rounded(l.points, known(decimals) ? decimals : 4) === 0
    ? '0'
    : signed(l.points, known(decimals) ? decimals : 2)
}

/** Of the full points, from 0 to 1; null where there are none, as of a bonus. */
export function shareOf(l: Pick<ScoreLine, 'kind' | 'points' | 'weight'>): number | null {
  if (l.kind !== 'score' || !known(l.points) || !known(l.weight) || l.weight <= 0) return null
  return Math.min(1, Math.max(0, l.points / l.weight))
}

export function lostOf(l: Pick<ScoreLine, 'kind' | 'points' | 'weight'>): number | null {
  if (l.kind !== 'score' || !known(l.points) || !known(l.weight) || l.weight <= 0) return null
  return l.weight - l.points
}

/** Levels as schools mark: below 60 %, 60, 70, 80, 90 % and more. */
export const LEVELS = [0.9, 0.8, 0.7, 0.6] as const

/** 0 is the best and deepest, 4 the least; a share on a bound belongs to the better level. */
export function levelOf(share: number | null): number | null {
  if (share === null) return null
  const at = LEVELS.findIndex((from) => share >= from - 1e-9)
  return at < 0 ? LEVELS.length : at
}

/** Places won since the period before: 2 is two better. null where one of them is unknown. */
export function moveOf(u: Pick<ScoreUnit, 'place' | 'place_before'>): number | null {
  return known(u.place) && known(u.place_before) ? u.place_before - u.place : null
}

/** "↑2", "↓1", "—" of no move, nothing of an unknown one. */
export function moveText(move: number | null): string {
  return move === null ? '' : move > 0 ? `↑${move}` : move < 0 ? `↓${-move}` : '—'
}

export const decimalsOf = (score: Pick<Score, 'items'>, item: string): number | null =>
  score.items.find((i) => i.item === item)?.decimals ?? null

/** Those without a total come last; ties keep the order of the scheme. */
export function byPlace<U extends Pick<ScoreUnit, 'place'>>(units: readonly U[]): U[] {
  return [...units].sort((a, b) => (a.place ?? 1e9) - (b.place ?? 1e9))
}

export const listsOf = (u: Pick<ScoreUnit, 'lists'>): string[] => u.lists.split(';').filter(Boolean)

/** The full points of a unit: all that could be had by its items, bonuses aside. */
export function fullOf(u: Pick<ScoreUnit, 'items'>, group?: string): number {
  return u.items.reduce(
    (sum, l) => sum + (l.kind === 'score' && (group === undefined || l.group === group) ? (l.weight ?? 0) : 0),
    0,
  )
}

const and = (names: readonly string[], lang: Lang): string =>
  names.length > 3
    ? lang === 'zh'
      ? `${names.slice(0, 2).join('、')}等${names.length}个单位`
      : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
    : names.join(lang === 'zh' ? '、' : ', ')

export interface Judgement {
  n: number
  /** Best of each class, with the total they share. */
  best: { class: string; names: string; total: string; tied: boolean }[]
  lists: { code: string; name: string; n: number }[]
  unknown: number
  risen: { names: string; move: number } | null
}

/** What the first line says. */
export function judgementOf(s: Score, lang: Lang): Judgement {
  const best = s.classes.flatMap((c) => {
    const mine = s.units.filter((u) => u.class === c.code && known(u.total))
    if (!mine.length) return []
    const top = Math.max(...mine.map((u) => u.total!))
    const first = mine.filter((u) => u.total === top)
    return [
      {
        class: c.name,
        names: and(
          first.map((u) => u.name),
          lang,
        ),
        total: figure(top, 2, lang),
        tied: first.length > 1,
      },
    ]
  })
  const moves = s.units.map((u) => ({ name: u.name, move: moveOf(u) ?? 0 }))
  const most = Math.max(0, ...moves.map((m) => m.move))
  return {
    n: s.units.length,
    best,
    lists: s.lists.map((l) => ({ ...l, n: s.units.filter((u) => listsOf(u).includes(l.code)).length })),
    unknown: s.units.filter((u) => !known(u.total)).length,
    risen:
      most > 0
        ? {
            names: and(
              moves.filter((m) => m.move === most).map((m) => m.name),
              lang,
            ),
            move: most,
          }
        : null,
  }
}
