/* Becomes true, once, when the element comes near the window: what lies below the fold is not asked for. */
import { onMounted, onUnmounted, ref, type Ref } from 'vue'

export function useSeen(element: Ref<HTMLElement | null | undefined>): Ref<boolean> {
  const seen = ref(typeof IntersectionObserver === 'undefined')
  let watcher: IntersectionObserver | null = null
  const show = (): void => void (seen.value = true)
  onMounted(() => {
    if (seen.value || !element.value) return
    addEventListener('beforeprint', show)
    watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some((e) => e.isIntersecting)) return
        seen.value = true
        watcher?.disconnect()
      },
      { rootMargin: '200px' },
    )
    watcher.observe(element.value)
  })
  onUnmounted(() => {
    watcher?.disconnect()
    removeEventListener('beforeprint', show)
  })
  return seen
}

/** The window is that narrow: where a page is another on a phone, not only of another size. */
export function useNarrow(width: number): Ref<boolean> {
  const media = matchMedia(`(max-width: ${width}px)`)
  const narrow = ref(media.matches)
  const follow = (): void => void (narrow.value = media.matches)
  onMounted(() => media.addEventListener('change', follow))
  onUnmounted(() => media.removeEventListener('change', follow))
  return narrow
}
