/* What was typed and not yet handed in: kept on this machine, by account, period and form. A draft of another day is
   restored with its date; one that is handed in is gone. */
export interface Draft {
  at: string
  values: { [cell: string]: string }
  notes: { [cell: string]: string }
}
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface Whose {
  account: string
  period: string
  kind: string
  unit: string
}

export const cellKey = (c: { indicator: string; area: string; measure: string }): string =>
  `${c.indicator}|${c.area}|${c.measure}`
const keyOf = (w: Whose): string => ['qingyu.draft', w.account, w.period, w.kind, w.unit].join('/')
const some = (x: { [k: string]: string }): boolean => Object.values(x).some((v) => v !== '')

/** True where it is kept; a browser that keeps nothing says false, and the page says so. */
export function keep(store: Store | null, whose: Whose, draft: Draft): boolean {
  if (!store) return false
  try {
    if (some(draft.values) || some(draft.notes)) store.setItem(keyOf(whose), JSON.stringify(draft))
    else store.removeItem(keyOf(whose))
    return true
  } catch {
    return false
  }
}

function isTexts(x: unknown): x is { [k: string]: string } {
  return typeof x === 'object' && x !== null && Object.values(x).every((v) => typeof v === 'string')
}

export function restore(store: Store | null, whose: Whose): Draft | null {
  try {
    const x = JSON.parse(store?.getItem(keyOf(whose)) ?? 'null') as Draft | null
    return x && typeof x.at === 'string' && isTexts(x.values) && isTexts(x.notes) ? x : null
  } catch {
    return null
  }
}

export function drop(store: Store | null, whose: Whose): void {
  try {
    store?.removeItem(keyOf(whose))
  } catch {
    /* nothing was kept there */
  }
}

export function machineStore(): Store | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
