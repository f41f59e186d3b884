/* Names of units and leaders: of whoever leads a task the rows tell, of the rest what the city knows. */
import { computed, type ComputedRef } from 'vue'
import { useAnswer } from '@/api/answer'
import { useCity, type CityFacts } from '@/api/city'
import { lang } from '@/i18n'
import type { Choice } from '@/parts/PickOne.vue'
import { may } from '@/session/session'
import type { TaskRow } from './types'

export function useNames(rows: () => readonly TaskRow[]): {
  unitName: (code: string) => string
  leaderName: (code: string) => string
} {
  const facts = useCity()
  const units = computed(() => {
    const names = new Map<string, string>()
    for (const a of facts.areas.data.value?.items ?? []) if (!a.valid_to) names.set(a.code, a.name)
    for (const i of facts.indicators.data.value?.items ?? [])
      if (i.department) names.set(i.department, i.department_name)
    for (const r of rows()) names.set(r.lead, r.lead_name)
    return names
  })
  const leaders = computed(() => new Map(rows().map((r) => [r.leader, r.leader_name])))
  return {
    unitName: (code) => units.value.get(code) ?? code,
    leaderName: (code) => leaders.value.get(code) ?? code,
  }
}

const text = (x: unknown): string => String(x ?? '')
const codes = (x: unknown): string[] => text(x).split(/[;；]/).filter(Boolean)

export interface Leader extends Choice {
  departments: string[]
  areas: string[]
}

/** All who may be given a task, for whoever gives them out: departments first, then the towns. */
export function useUnits(): {
  units: ComputedRef<Choice[]>
  leaders: ComputedRef<Leader[]>
  leaderOf: (unit: string) => string
} {
  const facts: CityFacts = useCity()
  const all = computed(() => may('read_all'))
  const departments = useAnswer(() => (all.value ? ['tables/{kind}', { kind: 'departments' }] : null))
  const table = useAnswer(() => (all.value ? ['tables/{kind}', { kind: 'leaders' }] : null))
  /* Who may not read the tables still knows the departments that answer for something. */
  const answering = computed(() => {
    const names = new Map<string, string>()
    for (const i of facts.indicators.data.value?.items ?? [])
      if (i.department) names.set(i.department, i.department_name)
    return [...names].map(([code, name]) => ({ code, name }))
  })
  const own = (r: { [name: string]: unknown }, field: string): string =>
    text((lang.value === 'zh' ? r[field + '_zh'] : r[field + '_en']) || r[field + '_zh'])
  const units = computed(() => [
    ...(departments.data.value?.rows.map((r) => ({
      code: text(r.code),
      name: own(r, 'name'),
      note: codes(r.aliases)[0] ?? '',
    })) ?? answering.value),
    ...(facts.areas.data.value?.items ?? [])
      .filter((a) => !a.valid_to && a.parent === facts.city.data.value?.code)
      .map((a) => ({ code: a.code, name: a.name })),
  ])
  const leaders = computed(() =>
    (table.data.value?.rows ?? []).map((r) => ({
      code: text(r.code),
      name: own(r, 'title'),
      departments: codes(r.departments),
      areas: codes(r.areas),
    })),
  )
  return {
    units,
    leaders,
    leaderOf: (unit) => leaders.value.find((l) => l.departments.includes(unit) || l.areas.includes(unit))?.code ?? '',
  }
}
