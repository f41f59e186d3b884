/* Which units are the account's own: its reach names them; whose reach is everything has none of its own. */
import { session } from '@/session/session'

export function isOwn(unit: string): boolean {
  const s = session.value
  return !!s && (s.areas.includes(unit) || s.departments.includes(unit))
}
