/* Tells that the data changed, where the server has /api/v1/events; without it nothing reloads by itself. */
import { ref } from 'vue'

export const dataVersion = ref('')

export function followEvents(): void {
  if (typeof EventSource === 'undefined') return
  const source = new EventSource('/api/v1/events')
  source.addEventListener('version', (e) => {
    dataVersion.value = String((e as MessageEvent).data)
  })
}
