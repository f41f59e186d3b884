/* The tree as rows below each other: parts below their whole, what drives a part below it. */
import { known } from '@/format/number'
import type { DriverLink, DriverNode, WaterfallRow } from '@/pages/projects/types'

export interface TreeRow {
  key: string
  code: string
  kind: 'node' | 'driver'
  name: string
  depth: number
  /** has rows below it */
  whole: boolean
  open: boolean
  /** can be moved: a driver, or a part without parts */
  leaf: boolean
  node: DriverNode | null
  link: DriverLink | null
}

/** All rows in sight, the shut ones without what is below them. */
export function treeRows(
  rows: readonly DriverNode[],
  links: readonly DriverLink[],
  shut: ReadonlySet<string>,
): TreeRow[] {
  const parts = new Map<string, DriverNode[]>()
  for (const r of rows) parts.set(r.parent, [...(parts.get(r.parent) ?? []), r])
  const drives = new Map<string, DriverLink[]>()
  for (const l of links) drives.set(l.node, [...(drives.get(l.node) ?? []), l])
  const shown: TreeRow[] = []
  const add = (r: DriverNode, depth: number): void => {
    const below = parts.get(r.node) ?? []
    const driven = drives.get(r.node) ?? []
    const whole = below.length + driven.length > 0
    const open = whole && !shut.has(r.node)
    shown.push({
      key: r.node,
      code: r.node,
      kind: 'node',
      name: r.name,
      depth,
      whole,
      open,
      leaf: !below.length,
      node: r,
      link: null,
    })
    if (!open) return
    for (const x of below) add(x, depth + 1)
    for (const l of driven)
      shown.push({
        key: r.node + '/' + l.driver,
        code: l.driver,
        kind: 'driver',
        name: l.name,
        depth: depth + 1,
        whole: false,
        open: false,
        leaf: true,
        node: null,
        link: l,
      })
  }
  const known = new Set(rows.map((r) => r.node))
  for (const r of rows) if (!r.parent || !known.has(r.parent)) add(r, 0)
  return shown
}

/** Both ends of the scale on which all points are drawn, nought within. */
export function pointsScale(rows: readonly DriverNode[]): { low: number; high: number } {
  const all = rows.flatMap((r) => [r.points, r.what_if_points]).filter(known)
  return { low: Math.min(0, ...all), high: Math.max(0.001, ...all) }
}

export interface Fall {
  key: string
  name: string
  from: number
  to: number
  total: boolean
}

/** From the growth before to the growth after: what each part without parts changed, the largest rise first, then the
    rest that no part explains. The steps meet the end exactly. */
export function fallOf(
  rows: readonly WaterfallRow[],
  names: { before: string; after: string; rest: string },
): Fall[] {
  const whole = new Set(rows.map((r) => r.parent).filter(Boolean))
  const root = rows.find((r) => !r.parent)
  if (!root || !known(root.before) || !known(root.after)) return []
  const leaves = rows
    .filter((r) => !whole.has(r.node) && r !== root && known(r.change))
    .sort((a, b) => b.change! - a.change!)
  const steps: Fall[] = [{ key: 'before', name: names.before, from: 0, to: root.before, total: true }]
  let at = root.before
  for (const r of leaves) {
    steps.push({ key: r.node, name: r.name, from: at, to: at + r.change!, total: false })
    at += r.change!
  }
  if (Math.abs(root.after - at) >= 0.005)
    steps.push({ key: 'rest', name: names.rest, from: at, to: root.after, total: false })
  return [...steps, { key: 'after', name: names.after, from: 0, to: root.after, total: true }]
}

/** The row that has the focus after a key; arrows go along the rows in sight, left to the whole. */
export function moved(rows: readonly TreeRow[], at: string, key: string): { at: string; toggle: string } {
  const i = Math.max(
    0,
    rows.findIndex((r) => r.key === at),
  )
  const row = rows[i]
  const to = (n: number): { at: string; toggle: string } => ({
    at: rows[Math.max(0, Math.min(rows.length - 1, n))]?.key ?? at,
    toggle: '',
  })
  if (!row) return { at, toggle: '' }
  switch (key) {
    case 'ArrowDown':
      return to(i + 1)
    case 'ArrowUp':
      return to(i - 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(rows.length - 1)
    case 'ArrowRight':
      return row.whole && !row.open ? { at, toggle: row.code } : to(row.whole ? i + 1 : i)
    case 'ArrowLeft': {
      if (row.whole && row.open) return { at, toggle: row.code }
      for (let k = i - 1; k >= 0; k--) if (rows[k]!.depth < row.depth) return to(k)
      return to(i)
    }
    default:
      return { at, toggle: '' }
  }
}
