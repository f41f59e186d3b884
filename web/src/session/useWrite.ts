/* One write of a page: under way, refused, done. The idempotency key stays until the server has answered. */
import { shallowRef, ref, type Ref, type ShallowRef } from 'vue'
import { router } from '@/shell/router'
import { loginThen } from './guard'
import { askAgain } from './session'
import { newKey, Refusal, upload, write, type Method, type Wish } from './write'

export interface Writing {
  busy: Ref<boolean>
  failure: ShallowRef<Refusal | null>
  progress: Ref<number>
  /** The answer; undefined when it was refused, then failure says why. */
  send: (method: Method, path: string, body?: unknown, asked?: Wish['asked']) => Promise<unknown>
  sendFile: (path: string, file: Blob, asked?: Wish['asked']) => Promise<unknown>
}

async function lostSession(e: Refusal): Promise<void> {
  if (e.status !== 401 || e.outcome) return
  await askAgain().catch(() => null)
  void router.push(loginThen(router.currentRoute.value))
}

export function useWrite(): Writing {
  const busy = ref(false)
  const failure = shallowRef<Refusal | null>(null)
  const progress = ref(0)
  let key = newKey()
  let last = ''

  async function run(what: string, send: (key: string) => Promise<unknown>): Promise<unknown> {
    if (what !== last) key = newKey()
    last = what
    busy.value = true
    failure.value = null
    try {
      const answer = await send(key)
      last = ''
      return answer
    } catch (e) {
      const refused = e instanceof Refusal ? e : new Refusal(0, '', '', '', [], 0)
      failure.value = refused
      if (refused.status) last = ''
      await lostSession(refused)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return {
    busy,
    failure,
    progress,
    send: (method, path, body, asked) =>
      run(JSON.stringify([method, path, body, asked]), (k) =>
        write(method, path, body, { key: method === 'DELETE' ? undefined : k, asked }),
      ),
    sendFile: (path, file, asked) => {
      progress.value = 0
      return run(JSON.stringify([path, asked, file.size]), (k) =>
        upload(path, file, { key: k, asked }, (share) => (progress.value = share)),
      )
    },
  }
}
