/* Words in two languages; the language stands in the address, zh first. */
import { computed } from 'vue'
import { view } from '@/shell/view'
import { messages } from './messages'

export type Lang = 'zh' | 'en'
export type Key = keyof typeof messages

export const lang = computed<Lang>(() => view.lang)

export function say(language: Lang, key: Key, values: { [name: string]: string | number } = {}): string {
  return messages[key][language === 'zh' ? 0 : 1].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  )
}

export function t(key: Key, values?: { [name: string]: string | number }): string {
  return say(lang.value, key, values)
}

/** A unit of the catalogue in the language of the page. */
export function unitName(unit: string): string {
  return word('unit', unit)
}

/** As it follows a figure: "亿元" close by, " 100m yuan" and "%" as English sets them. */
export function unitAfter(unit: string): string {
  return (lang.value === 'zh' || unit === '%' ? '' : ' ') + unitName(unit)
}

export function inBrackets(text: string): string {
  return lang.value === 'zh' ? `（${text}）` : ` (${text})`
}

/** Of a code that the data may extend: the word known for it, else the code itself. */
export function word(kind: string, code: string): string {
  const key = `${kind}.${code}`
  return key in messages ? t(key as Key) : code
}
