/* An answer asked for once, where nothing on the screen follows it. */
import { addressOf, read, type Asked } from '@/api/client'
import type { Answers } from '@/api/schema'

export function get<P extends keyof Answers>(path: P, asked: Asked = {}): Promise<Answers[P]> {
  return read(addressOf(path, asked)) as Promise<Answers[P]>
}
