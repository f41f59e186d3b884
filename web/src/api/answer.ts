/* Answers that follow what they were asked for: asked again when the addresses or the data change; the last answers stay
   meanwhile, and what failed is told. */
import { computed, onScopeDispose, readonly, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { addressOf, Failure, read, type Asked } from './client'
import { dataVersion } from './live'
import type { Answers } from './schema'

export interface Answer<T> {
  data: Readonly<Ref<T | null>>
  failure: Readonly<Ref<Failure | null>>
  busy: Readonly<Ref<boolean>>
  again: () => void
}

/** Several questions of one kind at once; ask() says them, or null while they are not known yet. */
export function useAnswers<P extends keyof Answers>(ask: () => [P, Asked][] | null): Answer<Answers[P][]> {
  const data = shallowRef(null) as ShallowRef<Answers[P][] | null>
  const failure = shallowRef<Failure | null>(null)
  const busy = ref(true)
  const turn = ref(0)
  let under: AbortController | null = null

  async function load(addresses: string[]): Promise<void> {
    under?.abort()
    const mine = (under = new AbortController())
    busy.value = true
    try {
      const answers = (await Promise.all(addresses.map((a) => read(a, mine.signal)))) as Answers[P][]
      if (mine !== under) return
      data.value = answers
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
      return asked && [turn.value, dataVersion.value, ...asked.map(([path, values]) => addressOf(path, values))]
    },
    (now, before) => {
      if (now && now.join(' ') !== before?.join(' ')) void load(now.slice(2) as string[])
    },
    { immediate: true },
  )
  onScopeDispose(() => under?.abort())
  return { data, failure, busy: readonly(busy), again: () => void turn.value++ }
}

export function useAnswer<P extends keyof Answers>(ask: () => [P, Asked] | null): Answer<Answers[P]> {
  const { data, ...rest } = useAnswers(() => {
    const asked = ask()
    return asked && [asked]
  })
  return { data: computed(() => data.value?.[0] ?? null), ...rest }
}
