/* The one door to the server. Addresses and answers are those of /api/openapi.json (schema.ts is made from it). */
import { view } from '@/shell/view'
import type { Answers, Problem } from './schema'

export type Asked = { [name: string]: string | number | boolean | undefined }
export type Format = 'csv' | 'xlsx'

/** What went wrong, in a sentence for the reader. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly instance = '',
  ) {
    super(message)
  }
}

function filled(path: string, asked: Asked): string {
  const rest: Asked = { ...asked }
  const at = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest[name] ?? ''))
    delete rest[name]
    return value
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest))
    if (value !== undefined && value !== '') query.set(name, String(value))
  const text = query.toString()
  return '/api/v1/' + at + (text ? '?' + text : '')
}

/** The address of an answer as the whole page is set now; for reading, and with a format for a file. */
export function addressOf(path: keyof Answers, asked: Asked = {}, format?: Format): string {
  return filled(path, {
    as_of: view.as_of,
    sample: view.sample === 'no' ? 'no' : undefined,
    lang: view.lang,
    ...asked,
    format,
  })
}

/** Writing asks for no state of the data, but for its sentences in the reader's language. */
export function addressOfWrite(path: string, asked: Asked = {}): string {
  return filled(path, { lang: view.lang, ...asked })
}

let unknownCaller = (): void => {}
/** What is to happen when the server no longer knows who asks. */
export function onUnknownCaller(then: () => void): void {
  unknownCaller = then
}

export async function read(address: string, signal?: AbortSignal): Promise<unknown> {
  let reply: Response
  try {
    reply = await fetch(address, { signal, headers: { Accept: 'application/json' } })
  } catch (e) {
    if (signal?.aborted) throw e
    throw new Failure(0, '')
  }
  if (reply.ok) return reply.json()
  if (reply.status === 401) unknownCaller()
  const problem = (await reply.json().catch(() => null)) as Problem | null
  throw new Failure(reply.status, problem?.detail ?? '', problem?.instance)
}
