/* Leaders of the city by code: a row that has one leader alone tells its title. */
interface Row {
  leaders: string
  leader_titles: string
}

export const codesOfLeaders = (r: Row): string[] =>
  r.leaders
    .split(';')
    .map((s) => s.trim())
    .filter(Boolean)

export function titles(rows: readonly Row[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const r of rows) {
    const codes = codesOfLeaders(r)
    if (codes.length === 1) found.set(codes[0]!, r.leader_titles)
  }
  for (const r of rows) for (const code of codesOfLeaders(r)) if (!found.has(code)) found.set(code, code)
  return new Map([...found].sort(([a], [b]) => a.localeCompare(b)))
}
