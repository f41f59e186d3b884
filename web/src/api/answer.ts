/* An answer that follows what it was asked for: asks again when the address or the data changes, keeps the last answer
   meanwhile, and tells what failed. */
import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { addressOf, Failure, read, type Asked } from './client'
import type { Answers } from './schema'
import { dataVersion } from './live'

export interface Answer<T> {
  data: ShallowRef<T | null>
  failure: Ref<Failure | null>
  busy: Readonly<Ref<boolean>>
  again: () => void
}

/** ask() says path and parameters, or null while they are not known yet. */
export function useAnswer<P extends keyof Answers>(ask: () => [P, Asked] | null): Answer<Answers[P]> {
  const data = shallowRef(null) as ShallowRef<Answers[P] | null>
  const failure = ref<Failure | null>(null)
  const busy = ref(true)
  const turn = ref(0)
  let under: AbortController | null = null

  async function load(address: string): Promise<void> {
    under?.abort()
    const mine = (under = new AbortController())
    busy.value = true
    try {
      const answer = (await read(address, mine.signal)) as Answers[P]
      if (mine !== under) return
      data.value = answer
      failure.value = null
    } catch (e) {
      if (mine !== under || mine.signal.aborted) return
      failure.value = e instanceof Failure ? e : new Failure(0, '')
      data.value = null
    }
    busy.value = false
  }

  watch(
    () => {
      const asked = ask()
      return asked ? ([addressOf(asked[0], asked[1]), turn.value, dataVersion.value] as const) : null
    },
    (now, before) => {
      if (now && (!before || now.some((x, i) => x !== before[i]))) void load(now[0])
    },
    { immediate: true },
  )
  onScopeDispose(() => under?.abort())
  return { data, failure: failure as Ref<Failure | null>, busy: readonly(busy), again: () => void turn.value++ }
}
