/* The pages: a row is a page. The navigation shows the rows that have a group, in this order; a page of a permission is
   shown to whoever has it ('' is everybody who may read). */
import type { Component } from 'vue'
import type { Key } from '@/i18n'

export interface Page {
  path: string
  name: string
  title: Key
  group: Key | ''
  permission: string
  component: () => Promise<{ default: Component }>
}

export const pages: readonly Page[] = [
  {
    path: '/',
    name: 'cockpit',
    title: 'page.cockpit',
    group: 'group.judge',
    permission: 'read_published',
    component: () => import('@/pages/cockpit/CockpitPage.vue'),
  },
  {
    path: '/indicators/:code',
    name: 'indicator',
    title: 'page.indicator',
    group: '',
    permission: 'read_published',
    component: () => import('@/pages/indicator/IndicatorPage.vue'),
  },
  {
    path: '/league',
    name: 'league',
    title: 'page.league',
    group: 'group.judge',
    permission: 'read_published',
    component: () => import('@/pages/league/LeaguePage.vue'),
  },
  {
    path: '/record',
    name: 'record',
    title: 'page.record',
    group: 'group.judge',
    permission: 'read_published',
    component: () => import('@/pages/record/RecordPage.vue'),
  },
  {
    path: '/missing',
    name: 'missing',
    title: 'page.missing',
    group: 'group.collect',
    permission: 'read_published',
    component: () => import('@/pages/lists/MissingPage.vue'),
  },
  {
    path: '/submissions',
    name: 'submissions',
    title: 'page.submissions',
    group: 'group.collect',
    permission: 'read_published',
    component: () => import('@/pages/lists/SubmissionsPage.vue'),
  },
  {
    path: '/revisions',
    name: 'revisions',
    title: 'page.revisions',
    group: 'group.collect',
    permission: 'read_published',
    component: () => import('@/pages/lists/RevisionsPage.vue'),
  },
]
