/* An entry of the chain in words: its content is lines of "name value". */
import type { AuditEntry } from '@/api/schema'
import { word } from '@/i18n'

export function linesOf(content: string): Map<string, string> {
  const lines = new Map<string, string>()
  for (const line of content.split('\n')) {
    const at = line.indexOf(' ')
    const name = at < 0 ? line : line.slice(0, at)
    if (name && !lines.has(name)) lines.set(name, at < 0 ? '' : line.slice(at + 1))
  }
  return lines
}

/** What was done, and to what: ["报送", "数据 published.csv，312 行"]. */
export function deedOf(e: Pick<AuditEntry, 'action' | 'subject' | 'content'>): {
  act: string
  about: string
  to: string
} {
  const x = linesOf(e.content)
  const get = (name: string): string => x.get(name) ?? ''
  const submission = /^submission (\d+)$/.exec(e.subject)?.[1] ?? get('submission')
  const to = submission ? '/submissions/' + submission : ''
  if (e.action === 'submit')
    return {
      act: word('act', 'submit'),
      about: [word('kind', get('kind')), get('file')].filter(Boolean).join(' · '),
      to,
    }
  if (e.action === 'account')
    return {
      act: word('deed', get('what')),
      about: [get('name'), get('role') && word('role', get('role'))].filter(Boolean).join(' · '),
      to: '',
    }
  if (e.action === 'review') return { act: word('decision', get('decision')), about: get('reason'), to }
  if (e.action === 'period_lock')
    return {
      act: word('act', get('locked') === '1' ? 'lock' : 'unlock'),
      about: [get('period'), get('department'), get('reason')].filter(Boolean).join(' · '),
      to: '',
    }
  return { act: word('act', e.action), about: e.subject, to }
}
