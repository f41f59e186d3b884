/* What was told to the caller's units. Asked once for the whole page, and again when the data changes. */
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import { useAnswer, type Answer } from '@/api/answer'
import type { Answers } from '@/api/schema'
import '@/pages/tasks/types'
import { account, may } from './session'

export interface Notices {
  list: Answer<Answers['notices']>
  unseen: ComputedRef<number>
  /** There is somebody to tell. */
  mine: ComputedRef<boolean>
}
const KEY: InjectionKey<Notices> = Symbol('notices')
export const NOTICES_READ = 100

export function provideNotices(): Notices {
  const mine = computed(() => account.value !== null && !account.value.must_change && may('read_tasks'))
  const list = useAnswer(() => (mine.value ? ['notices', { limit: NOTICES_READ }] : null))
  const unseen = computed(() => (mine.value ? (list.data.value?.items ?? []).filter((n) => !n.seen).length : 0))
  const notices = { list, unseen, mine }
  provide(KEY, notices)
  return notices
}

export function useNotices(): Notices {
  return inject(KEY)!
}

/** More than were read are only said to be more. */
export const countText = (n: number): string => (n >= NOTICES_READ ? `${NOTICES_READ - 1}+` : String(n))
