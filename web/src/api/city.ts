/* What all pages need of the city: its name, areas, indicators, periods. Asked once, and again when the header changes. */
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import { view } from '@/shell/view'
import { useAnswer, type Answer } from './answer'
import type { Answers, Area, City, Indicator } from './schema'

export interface CityFacts {
  city: Answer<City>
  areas: Answer<Answers['areas']>
  indicators: Answer<Answers['indicators']>
  area: ComputedRef<string>
  period: ComputedRef<string>
  own: ComputedRef<boolean>
  /** "杭州": those among whom the place is counted. */
  among: ComputedRef<string>
  indicator: (code: string) => Indicator | undefined
  decimals: (code: string) => number
  inPoints: (code: string) => boolean
}

const KEY: InjectionKey<CityFacts> = Symbol('city')

function nameOf(areas: Area[], code: string): string {
  return areas.find((a) => a.code === code && !a.valid_to)?.name ?? ''
}

export function provideCity(): CityFacts {
  const city = useAnswer(() => ['city', {}])
  const areas = useAnswer(() => ['areas', { limit: 1000 }])
  const indicators = useAnswer(() => ['indicators', { limit: 1000 }])
  const byCode = computed(() => new Map(indicators.data.value?.items.map((i) => [i.code, i])))
  const area = computed(() => view.area || city.data.value?.code || '')
  const facts: CityFacts = {
    city,
    areas,
    indicators,
    area,
    period: computed(() => view.period || city.data.value?.latest_period || ''),
    own: computed(() => area.value === city.data.value?.code),
    among: computed(() => {
      const list = areas.data.value?.items ?? []
      const parent = list.find((a) => a.code === area.value)?.parent ?? ''
      return nameOf(list, parent).replace(/(?<=..)[市县]$/, '')
    }),
    indicator: (code) => byCode.value.get(code),
    decimals: (code) => byCode.value.get(code)?.decimals ?? 2,
    inPoints: (code) => byCode.value.get(code)?.growth_at === 'points',
  }
  provide(KEY, facts)
  return facts
}

export function useCity(): CityFacts {
  return inject(KEY)!
}
