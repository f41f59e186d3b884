/* People of a story in the browser: they log in for the first time with a one-time password, and again with their own. */
import assert from 'node:assert/strict'
import { settled, visit } from './world.mjs'

export const oneTime = (said) => /[a-z2-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/.exec(said)[0]

/** The address is that, or begins with it where it ends in a slash. */
export const reached = (page, path) =>
  page.waitForURL((url) =>
    path.length > 1 && path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path,
  )

export async function fill(page, name, password) {
  await page.getByLabel('账户名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** words: account -> password, which each has after its first login. */
export function people(world, words) {
  const begun = new Set()

  async function first(name, once, path) {
    const { page, faults, close } = await visit(world, path)
    await reached(page, '/login')
    await fill(page, name, once)
    await reached(page, '/account')
    await page.getByLabel('一次性密码').fill(once)
    await page.getByLabel('新密码', { exact: true }).fill(words[name])
    await page.getByLabel('再输一遍新密码').fill(words[name])
    await page.getByRole('button', { name: '设置新密码' }).click()
    await page.getByText('请先设置自己的密码').waitFor({ state: 'detached' })
    await reached(page, path.split('?')[0])
    await settled(page)
    return { page, faults, close }
  }

  async function again(name, path, look) {
    const seen = await visit(world, '/login?then=' + encodeURIComponent(path), look)
    await fill(seen.page, name, words[name])
    await reached(seen.page, path.split('?')[0]).catch(async (e) => {
      throw new Error(`${name} does not reach ${path}: ${await seen.page.locator('main').innerText()}`, { cause: e })
    })
    await settled(seen.page)
    return seen
  }

  /** Adds an account at the command line and sets its password in the browser. */
  async function join(name, ...grants) {
    const once = oneTime(world.run('user', 'add', name, ...grants, '--one-time'))
    const { close } = await first(name, once, '/account')
    begun.add(name)
    await close()
  }

  /** A page of somebody who is logged in; answers of 4xx are a part of the story. */
  async function as(name, path, use, look = {}) {
    assert.ok(begun.has(name), `${name} has joined`)
    const { page, faults, close } = await again(name, path, look)
    page.on('dialog', (d) => void d.accept())
    try {
      await use(page)
      assert.deepEqual(
        faults.filter((f) => !/status of 4\d\d/.test(f)),
        [],
        'the browser complains',
      )
    } finally {
      await close()
    }
  }
  return { as, join }
}
