/* node tests/e2e/projects.mjs QINGYU: a month of one project and of what it is for, in a real browser against the real
   program: a report is handed in and the light changes and says why; it is corrected with a reason and the light changes
   back; what drives the city's growth is moved and the growth follows; two scenarios are kept and laid side by side.
   Steps build on each other. */
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { people } from './people.mjs'
import { serious, story } from './story.mjs'
import { open, settled } from './world.mjs'

const program = resolve(process.argv[2])
const world = await open(program, [], '2021-12-05')
const { as, join } = people(world, { ana: '研判的人每月先看四本账' })
const { test, run } = story()
const main = (page) => page.locator('main').innerText()
const PROJECT = '/projects/S07'
const NOTICE = '假设测算，不是统计数据'
/* It drives more than one part of the whole, so that its field stands in more than one row. */
const DRIVER = '规模以上工业增加值的假设变动，填数'

async function report(page, { month, done, progress, toDate }) {
  await page.getByRole('button', { name: '填月报' }).first().click()
  const form = page.locator('form.report')
  if (month) await form.locator('input[type=month]').fill(month)
  await form.locator('input.num').nth(0).fill(done)
  if (progress) await form.getByLabel('形象进度').fill(progress)
  if (toDate) await form.locator('input.num').nth(1).fill(toDate)
  return { form, hand: form.locator('button.chief') }
}

async function handedIn(page, { form, hand }) {
  await hand.click()
  await form.waitFor({ state: 'detached' }).catch(async (e) => {
    throw new Error(await form.innerText(), { cause: e })
  })
  await settled(page)
  return main(page)
}

/** The city's growth as the band says it: now, and under what is assumed. */
async function band(page) {
  const said = await page.locator('.band .result').innerText()
  const [now, then] = [...said.matchAll(/-?\d+(?:\.\d+)?(?=%)/g)].map((m) => Number(m[0]))
  return { said, now, then }
}

async function assume(page, points) {
  await page.getByLabel(DRIVER).first().fill(points)
  await page.getByLabel(DRIVER).first().press('Enter')
  await page.waitForURL((url) => decodeURIComponent(url.search).includes(points))
  await page.locator('.band .result').waitFor()
  await settled(page)
}

async function keep(page, name) {
  await page.getByRole('button', { name: '存为情景' }).click()
  await page.getByLabel('情景名称').fill(name)
  await page.locator('.band form button.chief').click()
  await page.locator('.band .done').waitFor()
  await settled(page)
}

test('an analyst joins', () => join('ana', '--role', 'analyst'))

test('a sum that does not add up is asked back before it is handed in', () =>
  as('ana', PROJECT, async (page) => {
    const { form, hand } = await report(page, { done: '4060', toDate: '14000' })
    assert.match(await form.innerText(), /累计应为 10,?020(\.0+)? \+ 4,?060(\.0+)? = 14,?080/)
    assert.equal(await hand.isDisabled(), true)
    assert.match(await hand.innerText(), /先改 1 处/)
    assert.deepEqual(await serious(page), [])
  }))

test('what is left empty is said once handing in is tried, and nothing is handed in', () =>
  as('ana', PROJECT, async (page) => {
    const { form, hand } = await report(page, { done: '' })
    assert.match(await hand.innerText(), /填上2021年11月完成的投资/)
    await hand.click()
    assert.match(await form.innerText(), /还没有填本月完成的投资.*还没有写形象进度/s)
    assert.match(await hand.innerText(), /先改 2 处/)
  }))

test('a month is reported: the light changes, and says why', () =>
  as('ana', PROJECT, async (page) => {
    assert.match(await main(page), /黄灯/)
    const text = await handedIn(page, await report(page, { month: '2021-11', done: '4060', progress: '主体结构封顶' }))
    assert.match(text, /11月月报已提交。\s*灯由黄灯变为绿灯/)
  }))

test('the correction asks for a reason, and the light changes back', () =>
  as('ana', PROJECT, async (page) => {
    const asked = await report(page, { month: '2021-11', done: '60', progress: '主体结构封顶' })
    assert.match(await asked.form.innerText(), /更正请写理由/)
    assert.equal(await asked.hand.isDisabled(), true)
    await asked.form.locator('textarea').first().fill('上月多录了一位，按支付凭证更正')
    const text = await handedIn(page, asked)
    assert.match(text, /灯由绿灯变为黄灯。.*落后/s)
    assert.match(world.run('project', 'show', 'S07'), /2021-11 +2130\.00 +60\.00/)
  }))

test('a driver is moved, and the growth follows; the page says that it is assumed', () =>
  as('ana', '/drivers', async (page) => {
    assert.equal(await page.locator('.band').count(), 0)
    await assume(page, '2')
    const up = await band(page)
    assert.match(await main(page), new RegExp(NOTICE))
    assert.ok(up.then > up.now, up.said)
    await assume(page, '-3')
    const down = await band(page)
    assert.equal(down.now, up.now)
    /* the chain is one of shares: three points down weigh half as much again as two up */
    assert.ok(Math.abs((down.then - down.now) / (up.then - up.now) + 1.5) < 0.05, `${up.said} ${down.said}`)
    assert.deepEqual(await serious(page), [])
  }))

test('two scenarios are kept and laid side by side', () =>
  as('ana', '/drivers', async (page) => {
    await assume(page, '2')
    const better = await band(page)
    await keep(page, '工业回升')
    await assume(page, '-3')
    const worse = await band(page)
    await keep(page, '工业回落')
    for (const name of ['工业回升', '工业回落'])
      await page.locator('li', { hasText: name }).getByRole('checkbox').check()
    await settled(page)
    const table = page.locator('table', { has: page.getByRole('columnheader', { name: '工业回落' }) })
    await table.waitFor()
    const first = await table.locator('tbody tr').first().innerText()
    for (const x of [better.then, worse.then]) assert.ok(first.includes(x.toFixed(2)), `${x} in ${first}`)
    assert.deepEqual(await serious(page), [])
  }))

test('what was kept is on the disk, and the store is whole', () => {
  const said = world.run('drivers', 'scenarios')
  assert.match(said, /工业回升/)
  assert.match(said, /工业回落/)
  assert.match(world.run('verify'), /审计/)
})

await run(world)
