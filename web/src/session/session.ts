/* Who is logged in, asked for once: what may be done decides which pages are shown, the server decides what is done. */
import { computed, shallowRef } from 'vue'
import { onUnknownCaller } from '@/api/client'
import { dataVersion } from '@/api/live'
import type { Session } from '@/api/schema'
import { get } from './get'
import { write } from './write'

const held = shallowRef<Session | null>(null)
let asking: Promise<Session> | null = null

export const session = computed(() => held.value)
export const account = computed(() => held.value?.account ?? null)
export const csrf = (): string => held.value?.csrf ?? ''

/** Of several, separated by blanks, any will do. */
export function may(permission: string): boolean {
  return permission === '' || permission.split(' ').some((p) => held.value?.permissions.includes(p) ?? false)
}

const reach = (s: Session): string =>
  JSON.stringify([s.account?.name, s.permissions, s.areas, s.departments, s.indicators])

/** Everything on the screen may look otherwise to who may do more, or less: it is read again. */
function become(next: Session): Session {
  const other = held.value !== null && reach(held.value) !== reach(next)
  held.value = next
  if (other) dataVersion.value += ' '
  return next
}

/** The session, from memory where it is known. */
export function whoAmI(): Promise<Session> {
  if (held.value) return Promise.resolve(held.value)
  asking ??= get('session')
    .then(become)
    .finally(() => (asking = null))
  return asking
}

export async function askAgain(): Promise<Session> {
  return become(await get('session'))
}

export async function logIn(name: string, password: string, code: string): Promise<Session> {
  return become((await write('POST', 'session', { name, password, ...(code ? { code } : {}) })) as Session)
}

export async function logOut(): Promise<void> {
  await write('DELETE', 'session')
  await askAgain()
}

onUnknownCaller(() => {
  const had = held.value?.account
  if (had) void askAgain()
})
