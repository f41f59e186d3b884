/* What every page shares: area, period, as-of day, language, theme, meaning of red, samples. All of it stands in the
   address, so that a link shows another person the same view. */
import { reactive, readonly } from 'vue'
import type { LocationQuery, LocationQueryRaw } from 'vue-router'

export type Theme = 'light' | 'dark' | 'big'

export interface View {
  area: string
  period: string
  as_of: string
  lang: 'zh' | 'en'
  theme: Theme
  red: 'failure' | 'success'
  sample: 'yes' | 'no'
}

const THEMES: readonly Theme[] = ['light', 'dark', 'big']
const state = reactive<View>({
  area: '',
  period: '',
  as_of: '',
  lang: 'zh',
  theme: 'light',
  red: 'failure',
  sample: 'yes',
})

export const view = readonly(state)

function one(query: LocationQuery, name: string): string {
  const x = query[name]
  return (Array.isArray(x) ? x[0] : x) ?? ''
}

/** Reads the address; what is not there has its usual value. */
export function viewOf(query: LocationQuery, prefers: { dark: boolean }): View {
  const theme = one(query, 'theme') as Theme
  return {
    area: one(query, 'area'),
    period: /^\d{4}-\d{2}$/.test(one(query, 'period')) ? one(query, 'period') : '',
    as_of: /^\d{4}-\d{2}-\d{2}$/.test(one(query, 'as_of')) ? one(query, 'as_of') : '',
    lang: one(query, 'lang') === 'en' ? 'en' : 'zh',
    theme: THEMES.includes(theme) ? theme : prefers.dark ? 'dark' : 'light',
    red: one(query, 'red') === 'success' ? 'success' : 'failure',
    sample: one(query, 'sample') === 'no' ? 'no' : 'yes',
  }
}

export function adopt(next: View): void {
  Object.assign(state, next)
}

/** The shared part of an address, for links from page to page. */
export function sharedQuery(query: LocationQuery): LocationQueryRaw {
  const kept: LocationQueryRaw = {}
  for (const name of ['area', 'period', 'as_of', 'lang', 'theme', 'red', 'sample'])
    if (query[name]) kept[name] = query[name]
  return kept
}
