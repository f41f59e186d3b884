/* How many columns of a least width fit into an element, as it grows and shrinks. */
import { onMounted, onUnmounted, ref, type Ref } from 'vue'

export function useColumns(element: Ref<HTMLElement | undefined>, least: number, gap: number): Ref<number> {
  const n = ref(1)
  let watcher: ResizeObserver | null = null
  onMounted(() => {
    if (!element.value) return
    watcher = new ResizeObserver(([entry]) => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
      n.value = Math.max(1, Math.floor(((entry?.contentRect.width ?? 0) + gap) / (least * rem + gap)))
    })
    watcher.observe(element.value)
  })
  onUnmounted(() => watcher?.disconnect())
  return n
}
