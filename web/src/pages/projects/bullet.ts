/* Progress against plan as a bullet: the bar is what was done, the marks are where it should be. */
import { known } from '@/format/number'
import type { Num } from './types'

export interface Bullet {
  /** Widths and places in per cent of the drawing. */
  done: number
  time: Num
  own: Num
  full: number
  over: boolean
}

/** The drawing goes to 100 % of the plan, or as far as was done, at most to 150; behind = does not reach its own plan. */
export function bulletOf(done: Num, ahead: Num, aheadOwn: Num): Bullet | null {
  if (!known(done)) return null
  const end = Math.min(150, Math.max(100, done))
  const at = (x: number): number => Math.max(0, Math.min(100, (x / end) * 100))
  return {
    done: at(done),
    time: known(ahead) ? at(done - ahead) : null,
    own: known(aheadOwn) ? at(done - aheadOwn) : null,
    full: at(100),
    over: done > end,
  }
}
