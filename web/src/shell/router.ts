import { createRouter, createWebHistory } from 'vue-router'
import { pages } from './pages'
import { adopt, sharedQuery, viewOf } from './view'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...pages.map((p) => ({
      path: p.path,
      name: p.name,
      component: p.component,
      meta: { title: p.title, bare: p.bare },
    })),
    {
      path: '/:rest(.*)*',
      name: 'nowhere',
      component: () => import('@/pages/NowherePage.vue'),
      meta: { title: 'page.nowhere' as const },
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

/* A link names a page; the header's settings travel along. */
router.beforeEach((to, from) => {
  const missing = Object.entries(sharedQuery(from.query)).filter(([name]) => !(name in to.query))
  if (from.matched.length && to.path !== from.path && missing.length)
    return { path: to.path, query: { ...Object.fromEntries(missing), ...to.query }, hash: to.hash, replace: true }
  adopt(viewOf(to.query, { dark: matchMedia('(prefers-color-scheme: dark)').matches }))
  return true
})

/* A new program has new files: a page opened before it asks for old ones, and is loaded anew, once. */
router.onError((_, to) => {
  if (sessionStorage.getItem('qingyu.reloaded') === to.path) return
  sessionStorage.setItem('qingyu.reloaded', to.path)
  location.assign(to.fullPath)
})

/** Changes settings of the header in the address; '' takes one out. */
export function change(settings: { [name: string]: string }): void {
  const query = { ...router.currentRoute.value.query, ...settings }
  for (const [name, value] of Object.entries(query)) if (value === '') delete query[name]
  void router.replace({ query })
}
