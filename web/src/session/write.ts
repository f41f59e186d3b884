/* Writing: what the browser's session needs for it, and refusals with all that the server says of them. A submission
   keeps its key until it is answered, so that pressing twice, or again after the link broke, hands in once. */
import { addressOfWrite, Failure } from '@/api/client'
import type { Finding, Problem } from '@/api/schema'
import { csrf } from './session'

export type Method = 'POST' | 'PUT' | 'DELETE'
export interface Fault extends Partial<Finding> {
  detail: string
  parameter?: string
  indicator?: string
  area?: string
  measure?: string
}
type Told = Problem & { outcome?: string; errors?: Fault[] }

export class Refusal extends Failure {
  constructor(
    status: number,
    message: string,
    instance: string,
    readonly outcome: string,
    readonly faults: Fault[],
    readonly waitSeconds: number,
  ) {
    super(status, message, instance)
  }
}

export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')
}

function refusal(status: number, told: Told | null, retryAfter: string | null): Refusal {
  return new Refusal(
    status,
    told?.detail ?? '',
    told?.instance ?? '',
    told?.outcome ?? '',
    told?.errors ?? [],
    Number(retryAfter) || 0,
  )
}

export interface Wish {
  key?: string
  asked?: { [name: string]: string | number | undefined }
}

/** The answer, null of one without content. Throws Refusal; status 0 when nobody answered. */
export async function write(method: Method, path: string, body?: unknown, wish: Wish = {}): Promise<unknown> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (csrf()) headers['X-CSRF-Token'] = csrf()
  if (wish.key) headers['Idempotency-Key'] = wish.key
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const reply = await fetch(addressOfWrite(path, wish.asked), {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Refusal(0, '', '', '', [], 0)
  })
  const text = await reply.text()
  if (!reply.ok) throw refusal(reply.status, parsed(text) as Told | null, reply.headers.get('Retry-After'))
  return text ? parsed(text) : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A file as the body; tells how much of it is sent, from 0 to 1. */
export function upload(path: string, file: Blob, wish: Wish, progress: (share: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const x = new XMLHttpRequest()
    x.open('POST', addressOfWrite(path, wish.asked))
    x.setRequestHeader('Accept', 'application/json')
    x.setRequestHeader('Content-Type', 'application/octet-stream')
    if (csrf()) x.setRequestHeader('X-CSRF-Token', csrf())
    if (wish.key) x.setRequestHeader('Idempotency-Key', wish.key)
    x.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total)
    x.onerror = () => reject(new Refusal(0, '', '', '', [], 0))
    x.onload = () => {
      const told = parsed(x.responseText)
      if (x.status >= 200 && x.status < 300) resolve(told)
      else reject(refusal(x.status, told as Told | null, x.getResponseHeader('Retry-After')))
    }
    x.send(file)
  })
}
