/* The minutes as paragraphs of sentences. The server says where each sentence lies, in bytes; what lies between two is
   shown as it is, and a line's end there begins a paragraph. */
import type { Sentence } from '@/pages/tasks/types'

export interface Piece {
  /** signs before the sentence, such as "（一）" */
  before: string
  sentence: Sentence
}

export function paragraphsOf(minutes: string, sentences: readonly Sentence[]): Piece[][] {
  const bytes = new TextEncoder().encode(minutes)
  const text = new TextDecoder()
  const paragraphs: Piece[][] = []
  let end = 0
  for (const sentence of sentences) {
    const gap = text.decode(bytes.subarray(end, sentence.at))
    const cut = gap.lastIndexOf('\n')
    if (!paragraphs.length || cut >= 0) paragraphs.push([])
    paragraphs[paragraphs.length - 1]!.push({ before: gap.slice(cut + 1).trim(), sentence })
    end = sentence.at + sentence.n
  }
  return paragraphs
}

/** The next likely decision after a place that is none yet, going round; -1 none. */
export function nextLikely(sentences: readonly Sentence[], from: number): number {
  const n = sentences.length
  for (let step = 1; step <= n; step++) {
    const i = (from + step + n) % n
    if (sentences[i]!.likely && !sentences[i]!.task) return i
  }
  return -1
}

/** A title for lists: the sentence to its first stop, without the signs before it. */
export function titleOf(sentence: string): string {
  const bare = sentence.replace(/^[\s（(]*[一二三四五六七八九十\d]+[）)、.．]\s*/, '').trim()
  const first = bare.split(/[。；;！!]/)[0]!.trim()
  return first.length <= 40 ? first : (/^.{8,40}?(?=[，,])/.exec(first)?.[0] ?? first.slice(0, 40))
}
