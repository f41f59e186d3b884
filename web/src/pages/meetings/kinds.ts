/* Kinds of meetings. */
import { word } from '@/i18n'

export const KINDS = ['analysis', 'executive', 'special', 'other'] as const

/** The page's word; of a kind that it does not know, the server's. */
export const kindWord = (m: { kind: string; kind_name: string }): string =>
  (KINDS as readonly string[]).includes(m.kind) ? word('meeting_kind', m.kind) : m.kind_name
