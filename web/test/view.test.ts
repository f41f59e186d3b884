import { describe, expect, it } from 'vitest'
import { addressOf } from '@/api/client'
import { messages } from '@/i18n/messages'
import { pages } from '@/shell/pages'
import { adopt, sharedQuery, viewOf } from '@/shell/view'

const usual = { dark: false }

describe('the address', () => {
  it('says how the page is set, and what is not in it has its usual value', () => {
    expect(viewOf({}, usual)).toEqual({
      area: '',
      period: '',
      as_of: '',
      lang: 'zh',
      theme: 'light',
      red: 'failure',
      sample: 'yes',
    })
    expect(
      viewOf(
        {
          theme: 'big',
          red: 'success',
          lang: 'en',
          as_of: '2021-07-20',
          period: '2021-06',
          area: '330182001',
          sample: 'no',
        },
        usual,
      ),
    ).toEqual({
      area: '330182001',
      period: '2021-06',
      as_of: '2021-07-20',
      lang: 'en',
      theme: 'big',
      red: 'success',
      sample: 'no',
    })
    expect(viewOf({}, { dark: true }).theme).toBe('dark')
  })
  it('that is broken does no harm', () => {
    const v = viewOf({ theme: 'neon', as_of: 'yesterday', period: "2021-06' or 1", lang: ['en', 'zh'] }, usual)
    expect([v.theme, v.as_of, v.period, v.lang]).toEqual(['light', '', '', 'en'])
  })
  it('hands the shared settings to the next page and leaves the rest behind', () => {
    expect(sharedQuery({ period: '2021-06', tab: 'x', theme: 'dark' })).toEqual({ period: '2021-06', theme: 'dark' })
  })
})

describe('questions to the server', () => {
  it('carry day, samples and language, and no path can be broken out of', () => {
    adopt(viewOf({ as_of: '2021-07-20', sample: 'no', lang: 'en' }, usual))
    expect(addressOf('indicators/{code}/history', { code: 'A/../B?x', limit: 5 })).toBe(
      '/api/v1/indicators/A%2F..%2FB%3Fx/history?as_of=2021-07-20&sample=no&lang=en&limit=5',
    )
    adopt(viewOf({}, usual))
    expect(addressOf('card', { area: '', period: undefined }, 'xlsx')).toBe('/api/v1/card?lang=zh&format=xlsx')
  })
})

describe('the table of pages', () => {
  it('has each path and name once, a title in both languages, and a permission', () => {
    expect(new Set(pages.map((p) => p.path)).size).toBe(pages.length)
    expect(new Set(pages.map((p) => p.name)).size).toBe(pages.length)
    for (const p of pages) {
      expect(p.title in messages).toBe(true)
      expect(p.permission === '').toBe(p.name === 'login')
    }
  })
})
