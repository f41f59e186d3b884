/* Places of towns in an indicator: ties share a place (1, 2, 2, 4); where less is better the order turns. */
export function places(values: readonly (number | null)[], lessIsBetter: boolean): (number | null)[] {
  return values.map((v) =>
    v === null ? null : 1 + values.filter((w) => w !== null && (lessIsBetter ? w < v : w > v)).length,
  )
}

export function mean(xs: readonly (number | null)[]): number | null {
  const known = xs.filter((x): x is number => x !== null)
  return known.length ? known.reduce((a, b) => a + b, 0) / known.length : null
}
