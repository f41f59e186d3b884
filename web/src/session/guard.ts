/* Where a page needs more than the caller has: to the login, and back from there to where one was. */
import { watch } from 'vue'
import type { RouteLocationNormalized, RouteLocationRaw, Router } from 'vue-router'
import { pages } from '@/shell/pages'
import { sharedQuery } from '@/shell/view'
import { account, may, whoAmI } from './session'

const permissionOf = (name: unknown): string => pages.find((p) => p.name === name)?.permission ?? ''

export function loginThen(to: { fullPath: string; query: RouteLocationNormalized['query'] }): RouteLocationRaw {
  return { path: '/login', query: { ...sharedQuery(to.query), then: to.fullPath } }
}

/** The address after the login; only one of our own pages. */
export function afterLogin(then: unknown): string {
  return typeof then === 'string' && /^\/(?![/\\])/.test(then) && !then.startsWith('/login') ? then : '/'
}

export function guard(router: Router): void {
  router.beforeEach(async (to) => {
    if (to.name === 'login') return true
    const known = await whoAmI().catch(() => null)
    if (known?.account?.must_change && to.name !== 'account')
      return { path: '/account', query: { ...sharedQuery(to.query), then: to.fullPath } }
    if (known && !known.account && !may(permissionOf(to.name))) return loginThen(to)
    return true
  })
  watch(account, (now, before) => {
    const at = router.currentRoute.value
    if (!now && before && !may(permissionOf(at.name))) void router.replace(loginThen(at))
  })
}
