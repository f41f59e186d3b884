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
  /** Stands without the facts of the city: for who may not read them yet. */
  bare?: boolean
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
    permission: 'read_targets',
    component: () => import('@/pages/record/RecordPage.vue'),
  },
  {
    path: '/missing',
    name: 'missing',
    title: 'page.missing',
    group: 'group.collect',
    permission: 'read_forms',
    component: () => import('@/pages/lists/MissingPage.vue'),
  },
  {
    path: '/submissions',
    name: 'submissions',
    title: 'page.submissions',
    group: 'group.collect',
    permission: 'read_all',
    component: () => import('@/pages/lists/SubmissionsPage.vue'),
  },
  {
    path: '/revisions',
    name: 'revisions',
    title: 'page.revisions',
    group: 'group.collect',
    permission: 'read_all',
    component: () => import('@/pages/lists/RevisionsPage.vue'),
  },
  {
    path: '/portfolio',
    name: 'portfolio',
    title: 'page.portfolio',
    group: 'group.people',
    permission: 'read_published',
    component: () => import('@/pages/people/PortfolioPage.vue'),
  },
  {
    path: '/responsibility',
    name: 'responsibility',
    title: 'page.responsibility',
    group: 'group.people',
    permission: 'read_published',
    component: () => import('@/pages/people/ResponsibilityPage.vue'),
  },
  {
    path: '/forms',
    name: 'forms',
    title: 'page.forms',
    group: 'group.collect',
    permission: 'submit',
    component: () => import('@/pages/collect/FormsPage.vue'),
  },
  {
    path: '/forms/:kind/:unit',
    name: 'form',
    title: 'page.form',
    group: '',
    permission: 'read_forms',
    component: () => import('@/pages/collect/FormPage.vue'),
  },
  {
    path: '/upload',
    name: 'upload',
    title: 'page.upload',
    group: 'group.collect',
    permission: 'submit',
    component: () => import('@/pages/collect/UploadPage.vue'),
  },
  {
    path: '/completeness',
    name: 'completeness',
    title: 'page.completeness',
    group: 'group.collect',
    permission: 'read_forms',
    component: () => import('@/pages/collect/CompletenessPage.vue'),
  },
  {
    path: '/submissions/:id(\\d+)',
    name: 'submission',
    title: 'page.submission',
    group: '',
    permission: 'read_all',
    component: () => import('@/pages/collect/SubmissionPage.vue'),
  },
  {
    path: '/locks',
    name: 'locks',
    title: 'page.locks',
    group: 'group.collect',
    permission: 'lock',
    component: () => import('@/pages/collect/LocksPage.vue'),
  },
  {
    path: '/accounts',
    name: 'accounts',
    title: 'page.accounts',
    group: 'group.admin',
    permission: 'read_accounts',
    component: () => import('@/pages/admin/AccountsPage.vue'),
  },
  {
    path: '/tables',
    name: 'tables',
    title: 'page.tables',
    group: 'group.admin',
    permission: 'manage_city',
    component: () => import('@/pages/admin/TablesPage.vue'),
  },
  {
    path: '/tables/:kind',
    name: 'table',
    title: 'page.table',
    group: '',
    permission: 'read_all',
    component: () => import('@/pages/admin/TablePage.vue'),
  },
  {
    path: '/audit',
    name: 'audit',
    title: 'page.audit',
    group: 'group.admin',
    permission: 'read_audit',
    component: () => import('@/pages/audit/AuditPage.vue'),
  },
  {
    path: '/account',
    name: 'account',
    title: 'page.account',
    group: '',
    permission: 'own_account',
    bare: true,
    component: () => import('@/pages/login/AccountPage.vue'),
  },
  {
    path: '/login',
    name: 'login',
    title: 'page.login',
    group: '',
    permission: '',
    bare: true,
    component: () => import('@/pages/login/LoginPage.vue'),
  },
]
