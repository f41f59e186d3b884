/* node tests/e2e/tasks.mjs QINGYU: from a meeting's sentence to a year's score, in a real browser against the real program:
   minutes are pasted, a sentence becomes a decision, the decision a task; it is accepted, fed back with a file, asked to
   close, returned, asked again, verified and closed; a neglected one gets its red slip under a moved clock; a period is
   assessed, shown, and its league leads down to a fact. Steps build on each other. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { people } from './people.mjs'
import { serious, story } from './story.mjs'
import { open, settled } from './world.mjs'

const program = resolve(process.argv[2])
const world = await open(program, [], '2021-11-25')
const { as, join } = people(world, {
  ducha: '督查室每周五看一遍灯',
  hecha: '核查的人每次都到现场去看',
  jxj1: '运行科每月十八日报数',
  meicheng: '梅城镇的督查联络员小张台',
})
const { test, run } = story()
const SENTENCE = '经信局要在12月20日前把停产企业名单逐户核清'
const MINUTES = `一、会议听取了汇报。\n二、会议决定:\n${SENTENCE}。\n各单位要抓紧落实。\n`
let task = 0

/** Takes a step on the task's page: its button, its text, and the button that says what will happen. */
async function step(page, name, text, more = async () => {}) {
  await page.locator('.verbs button', { hasText: name }).first().click()
  if (text) await page.locator('form.step textarea').fill(text)
  await more()
  await page.locator('form.step button.chief').click()
  await page.locator('form.step').waitFor({ state: 'detached' })
  await settled(page)
}
const state = (page) => page.locator('main').innerText()

test('the office, its verifier, a department and a town join', async () => {
  await join('ducha', '--role', 'supervision')
  await join('hecha', '--role', 'supervision')
  await join('jxj1', '--role', 'department', '--departments', 'jxj')
  await join('meicheng', '--role', 'area', '--areas', '330182104')
})

test('minutes are pasted, and a sentence becomes a decision with the unit and the date that it names', () =>
  as('ducha', '/meetings/new', async (page) => {
    await page.getByLabel('召开日期').fill('2021-11-24')
    await page.getByLabel('会议名称').fill('工业运行专题会')
    await page.getByLabel('会议纪要').fill(MINUTES)
    await page.locator('form.meeting button.chief').click()
    await page.waitForURL(/\/meetings\/\d+$/)
    await settled(page)
    await page.getByText(SENTENCE).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.waitFor()
    assert.match(await drawer.innerText(), /停产企业名单/)
    assert.equal(await drawer.locator('input[type=date]').first().inputValue(), '2021-12-20')
    await drawer.getByLabel('事项（短，列表里看）').fill('停产企业核清')
    await drawer.getByLabel(/衡量标准/).fill('名单逐户核清并报市政府')
    await drawer.locator('button.chief').click()
    await drawer.waitFor({ state: 'hidden' })
    await settled(page)
    assert.match(await state(page), /第 41 号/)
    task = 41
    assert.deepEqual(await serious(page), [])
  }))

test('issuing says how many it will hand out, and hands them out', () =>
  as('ducha', '/meetings/2', async (page) => {
    const issue = page.getByRole('button', { name: /交办 1 项/ })
    await issue.click()
    if (await issue.count()) await page.getByRole('button', { name: /交办/ }).last().click()
    await page.getByText('待签收').first().waitFor()
  }))

test('the department sees it among its tasks and accepts it there; a town does not see it', async () => {
  await as('jxj1', '/my', async (page) => {
    assert.match(await state(page), /停产企业核清/)
    await page.goto(`${world.address}/tasks/${task}`)
    await settled(page)
    await step(page, '签收')
    assert.match(await state(page), /已签收/)
  })
  await as('meicheng', `/tasks/${task}`, async (page) => {
    assert.doesNotMatch(await state(page), /停产企业名单/)
  })
})

test('feedback carries a figure and a file, whose bytes can be had again', () =>
  as('jxj1', `/tasks/${task}`, async (page) => {
    await step(page, '反馈', '已核清31户', async () => {
      await page.locator('form.step input.num').fill('31')
      await page.locator('form.step').getByLabel('单位').fill('户')
      await page.locator('form.step input[type=file]').setInputFiles({
        name: '名单.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('三十一户\n'),
      })
      await page.getByText('名单.txt').waitFor()
    })
    assert.match(await state(page), /办理中[\s\S]*已核清31户/)
    const file = page.getByRole('link', { name: /名单\.txt/ }).first()
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()])
    assert.equal(readFileSync(await download.path(), 'utf8'), '三十一户\n')
    await step(page, '申请销号', '全部核清')
    assert.match(await state(page), /申请销号/)
  }))

test('the office returns it with a reason, the department asks again, another verifies, the office closes', async () => {
  await as('ducha', `/tasks/${task}`, (page) => step(page, '退回', '名单缺两户'))
  await as('jxj1', `/tasks/${task}`, async (page) => {
    assert.match(await state(page), /退回[\s\S]*名单缺两户/)
    await step(page, '申请销号', '两户已补')
  })
  await as('hecha', `/tasks/${task}`, (page) => step(page, '核查', '逐户电话核实'))
  await as('ducha', `/tasks/${task}`, async (page) => {
    await step(page, '销号')
    assert.match(await state(page), /已销号/)
    assert.deepEqual(await serious(page), [])
  })
})

test('under a moved clock a neglected task gets its red slip, once', async () => {
  world.run('tick', '--as-of', '2021-11-25')
  const again = world.run('tick', '--as-of', '2021-11-25')
  assert.match(again, /没有到点的事/)
  await as('ducha', '/tasks/11', async (page) => {
    assert.match(await state(page), /红灯[\s\S]*红单/)
    await page.getByRole('link', { name: '打开督办单' }).first().click()
    await page.waitForURL(/\/tasks\/11\/slip\/\d+/)
    await settled(page)
    assert.match(await state(page), /红色督办单|督办单/)
    assert.match(await state(page), /样本/)
  })
})

test('the board keeps its filters in the address, on a phone too', async () => {
  await as(
    'ducha',
    '/tasks?lamp=red',
    async (page) => {
      const text = await state(page)
      assert.match(text, /信贷投放对接/)
      assert.doesNotMatch(text, /社零回补/)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(wide <= 0, `the page is ${wide} px too wide`)
      assert.deepEqual(await serious(page), [])
    },
    { width: 390, height: 844, phone: true },
  )
})

test('the office puts the scheme in force, assesses the period and shows it from today', () =>
  as('ducha', '/scores', async (page) => {
    await page.reload()
    await settled(page)
    await page.getByRole('button', { name: /计算|考核一期/ }).first().click()
    await page.locator('form button.chief, dialog button.chief, [role=dialog] button.chief').first().waitFor()
    await page.getByLabel('时期', { exact: false }).last().selectOption('2021-09')
    await page.locator('form button.chief, [role=dialog] button.chief').first().click()
    await page.waitForURL(/\/scores\/1/)
    await settled(page)
    assert.match(await state(page), /梅城镇/)
    world.run('score', 'publish', '1', '--from', '2021-11-25', '--title', '前三季度镇街考核')
  }))

test('a town drills from the league to the fact behind its own score, and not behind another town’s', () =>
  as('meicheng', '/score-league', async (page) => {
    await page.getByRole('link', { name: '梅城镇' }).first().click()
    await page.waitForURL(/\/scores\/1\/units\/330182104/)
    await settled(page)
    await page.locator('main').locator('a, button').filter({ hasText: /^规上工业增加值增速$/ }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.waitFor()
    await drawer.getByText('sample_towns.csv').first().waitFor()
    assert.match(await drawer.innerText(), /efficacy[\s\S]*sample_towns\.csv/)
    await page.goto(`${world.address}/scores/1?unit=330182102&item=iva`)
    await settled(page)
    await page.getByText(/不在本账户的范围内/).first().waitFor()
  }))

await run(world)
