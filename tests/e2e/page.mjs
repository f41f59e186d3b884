/* node tests/e2e/page.mjs QINGYU: what a reader of the page meets, in a real browser against the real program. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { serious, story } from './story.mjs'
import { open, settled, visit } from './world.mjs'

const PAGES = [
  '/',
  '/indicators/IVA',
  '/indicators/PREV',
  '/league',
  '/record',
  '/missing',
  '/submissions',
  '/revisions',
  '/meetings/1',
  '/tasks',
  '/tasks/4',
  '/supervision',
  '/scores',
  '/scores/1',
  '/scores/1/units/330182104',
  '/schemes/jiande2021',
  '/projects',
  '/projects?view=board',
  '/projects?view=gantt',
  '/projects/S13',
  '/projects/league',
  '/invest',
  '/barometer',
  '/drivers',
  '/nowhere',
]
const world = await open(resolve(process.argv[2]), ['--open-reading'], '2021-11-25')
world.run('tick')
world.run('score', 'run', '--scheme', 'jiande2021', '--period', '2021-09')
world.run('score', 'publish', '1', '--from', '2021-10-25', '--title', '前三季度镇街考核')
const { test, run } = story({ onward: true })

async function on(path, look, use) {
  const { page, faults, close } = await visit(world, path, look)
  try {
    await use(page)
    assert.deepEqual(faults, [], 'the browser complains')
  } finally {
    await close()
  }
}

async function scrolledThrough(page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 500) {
      scrollTo(0, y)
      await new Promise((done) => setTimeout(done, 40))
    }
    scrollTo(0, 0)
  })
  await settled(page)
}

test('an address without a period shows the latest', async () => {
  await on('/', {}, async (page) => {
    assert.match(await page.locator('.where').innerText(), /2021年1–9月/)
    assert.match(await page.locator('article.tile', { hasText: '规模以上工业增加值' }).innerText(), /113\.93[\s\S]*同比增长13\.3%/)
  })
  await on('/league', {}, async (page) => assert.equal(await page.getByLabel('时期').inputValue(), '2021-09'))
})

test('the cockpit says first how the targets stand, then what needs attention', () =>
  on('/?period=2021-06', {}, async (page) => {
    const line = await page.locator('h1').innerText()
    assert.match(line, /^22项年度目标：.*预计完成/)
    assert.match(await page.title(), /驾驶舱 · 建德市 · 晴雨/)
    const first = page.locator('.lines li').first()
    assert.match(await first.innerText(), /预计难以完成/)
    assert.match(await first.innerText(), /目标/)
    assert.match(await first.innerText(), /局/, 'the unit that answers for it')
    const tile = page.locator('article.tile', { hasText: '规模以上工业增加值' })
    for (const words of [
      '73.47',
      '亿元',
      '同比增长17.7%',
      '增速回落1.7个百分点',
      '增长10%以上',
      '列杭州第3位',
      '预计完成',
      '95%',
      '达到进度',
    ])
      assert.ok((await tile.innerText()).includes(words), words)
  }))

test('a tile leads to its indicator, and a figure there to its reasons and the cell of the file', () =>
  on('/?period=2021-06', {}, async (page) => {
    await page.locator('article.tile', { hasText: '规模以上工业增加值' }).locator('a').click()
    await page.waitForURL('**/indicators/IVA?period=2021-06')
    await settled(page)
    assert.match(await page.locator('h1').innerText(), /规模以上工业增加值/)
    await page.locator('.why-number').first().click()
    const drawer = page.locator('.el-drawer')
    await drawer.locator('.steps > li').first().waitFor()
    const text = await drawer.innerText()
    for (const words of ['数值 73.47', '单元格 F72', 'published.csv', '按公布数原样引用', '完成年度目标的概率'])
      assert.ok(text.includes(words), words)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
  }))

test('every chart draws, has its figures as a table, and can be taken along', () =>
  on('/indicators/IVA', { height: 1000 }, async (page) => {
    await scrolledThrough(page)
    assert.ok((await page.locator('.place canvas').count()) >= 5)
    const panel = page.locator('section.panel', { hasText: '历史和预计' })
    for (const tab of ['累计值', '当月', '全年', '累计同比'])
      await panel.getByRole('button', { name: tab, exact: true }).click()
    await panel.getByRole('button', { name: '看数据' }).click()
    assert.match(await panel.locator('table').innerText(), /2021年1–6月\s+17\.7\s+公布/)
    await panel.getByRole('button', { name: '看图' }).click()
    await panel.locator('canvas').waitFor()
    await page.waitForTimeout(200)
    for (const [name, start] of [
      ['图片 PNG', '\x89PNG'],
      ['矢量图 SVG', '<svg'],
      ['CSV 数据', 'indicator'],
      ['Excel 表', 'PK'],
    ]) {
      await panel.locator('summary').click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        panel.getByText(name, { exact: true }).click(),
      ])
      const bytes = readFileSync(await file.path(), 'latin1')
      assert.ok(name.startsWith('CSV') ? bytes.includes('2021-06') : bytes.startsWith(start), name)
      if (await panel.locator('details[open]').count()) await panel.locator('summary').click()
    }
    const towns = page.locator('section.panel', { hasText: '分镇街' })
    await towns.getByRole('button', { name: '各期' }).click()
    await page.waitForTimeout(800)
    await towns.getByRole('button', { name: '看数据' }).click()
    assert.match(await towns.locator('table').innerText(), /新安江街道/)
  }))

test('a point of the history answers why', () =>
  on('/indicators/PREV', { height: 1000 }, async (page) => {
    const panel = page.locator('section.panel', { hasText: '历史和预计' })
    await panel.getByRole('button', { name: '全年', exact: true }).click()
    await page.waitForTimeout(300)
    const box = await panel.locator('canvas').boundingBox()
    for (let x = box.x + 40; x < box.x + box.width - 80 && !(await page.locator('.el-drawer').isVisible()); x += 12) {
      await page.mouse.click(x, box.y + box.height - 45)
      await page.waitForTimeout(40)
    }
    await page.locator('.steps > li').first().waitFor()
    assert.match(await page.locator('.el-drawer').innerText(), /一般公共预算收入 · 20\d\d年 · 为什么是这个数/)
  }))

test('printing leaves the header and the menu out', () =>
  on('/', {}, async (page) => {
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.shell-header').isVisible(), false)
    assert.equal(await page.locator('.shell-nav').isVisible(), false)
    assert.ok(await page.locator('h1').isVisible())
  }))

test('an address carries the whole view to another person', () =>
  on('/?period=2020-09&theme=dark&lang=en&red=success&sample=no&as_of=2021-03-31', {}, async (page) => {
    assert.match(await page.locator('.as-of').innerText(), /known on 2021-03-31/)
    const root = await page.evaluate(() => ({
      ...document.documentElement.dataset,
      lang: document.documentElement.lang,
    }))
    assert.deepEqual(
      { theme: root.theme, red: root.red, lang: root.lang },
      { theme: 'dark', red: 'success', lang: 'en' },
    )
    await page.getByRole('link', { name: 'Missing figures', exact: true }).click()
    await settled(page)
    assert.ok(page.url().includes('period=2020-09') && page.url().includes('as_of=2021-03-31'))
    await page.getByRole('button', { name: 'Back to now' }).click()
    await page.locator('.as-of').waitFor({ state: 'detached' })
  }))

test('the header changes language, period, area and the meaning of red', () =>
  on('/', {}, async (page) => {
    await page.getByLabel('语言').selectOption('en')
    await page.waitForFunction(() => document.querySelector('h1')?.textContent?.includes('targets for the year'))
    await page.getByLabel('Period').selectOption('2021-03')
    await settled(page)
    assert.match(await page.locator('.where').innerText(), /Jan–Mar 2021/)
    const good = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--good'))
    const before = await good()
    await page.getByLabel('Red means').selectOption('success')
    await page.waitForFunction(() => document.documentElement.dataset.red === 'success')
    assert.notEqual(await good(), before)
    await page.getByLabel('Area').selectOption('330182001')
    await page.waitForFunction(() => document.querySelector('h1')?.textContent?.includes('has no targets'))
  }))

test('without sample figures none is shown, and what is missing says so', () =>
  on('/?sample=no', {}, async (page) => {
    assert.equal(await page.locator('.sample').count(), 0)
  }))

test('a failure says what to do, and trying again works', async () => {
  const { page, close } = await visit(world, '/missing')
  await page.route('**/api/v1/missing**', (r) => r.abort())
  await page.getByLabel('时期').selectOption('2021-05')
  await page.getByRole('alert').waitFor()
  assert.match(await page.getByRole('alert').innerText(), /连不上服务器/)
  await page.unroute('**/api/v1/missing**')
  await page.getByRole('button', { name: '重试' }).click()
  await page.locator('table').waitFor()
  await page.goto(world.address + '/indicators/NOPE')
  await page.getByRole('alert').waitFor()
  assert.match(await page.getByRole('alert').innerText(), /没有指标“NOPE”/)
  await close()
})

test('tables sort, find, choose columns and copy for a spreadsheet', () =>
  on('/league?period=2021-06', {}, async (page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    assert.equal(await page.locator('tbody tr').count(), 16)
    const column = page.getByRole('button', { name: '规模以上工业增加值', exact: false }).first()
    await column.click()
    await column.click()
    assert.match(await page.locator('tbody tr').first().innerText(), /大洋镇/)
    await page.getByRole('searchbox').fill('梅城')
    assert.equal(await page.locator('tbody tr').count(), 1)
    await page.getByRole('button', { name: '复制到 Excel' }).click()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    assert.match(text, /^镇街\t平均位次\t.*\r\n梅城镇\t[\d.]+\t19\.4/)
  }))

test('the record shows what was said once a judgement is kept', async () => {
  await on('/record', {}, async (page) => assert.match(await page.locator('main').innerText(), /qingyu judge/))
  world.run('judge', '--period', '2021-06')
  await on('/record', {}, async (page) => {
    assert.match(await page.locator('table').innerText(), /规模以上工业增加值/)
    assert.match(await page.locator('.numbers').innerText(), /\d+ \/ \d+/)
  })
})

test('projects say first how the year stands, and a choice of place is that of the whole page', () =>
  on('/projects', {}, async (page) => {
    assert.match(await page.locator('.sentence').innerText(), /完成投资[\d.]+亿元，年度计划[\d.]+亿元，占年度计划[\d.]+%，.于时间进度[\d.]+个百分点；\d+\/24 已开工；红灯/)
    const town = page.locator('.tree .inner button').first()
    const name = await town.locator('.name').innerText()
    await town.click()
    await page.waitForURL(/area=\d+/)
    await settled(page)
    assert.equal(await page.getByLabel('地区', { exact: true }).locator('option:checked').innerText(), name)
    const red = page.getByRole('search').getByRole('button', { name: /红灯/ })
    if (await red.count()) await red.click()
    for (const row of await page.locator('.data-table tbody tr').all()) assert.match(await row.innerText(), /样本/)
  }))

test('the Gantt zooms by key, and reads its rows aloud', () =>
  on('/projects?view=gantt', {}, async (page) => {
    const box = page.getByRole('region', { name: '项目甘特图' })
    await box.focus()
    await page.keyboard.press('+')
    await page.waitForURL(/zoom=quarter/)
    assert.match(await box.locator('li').first().innerText(), /计划 \d+年\d+月\d+日 至/)
  }))

test('an assumption stands in the address, is called a what-if, and goes again', () =>
  on('/drivers', {}, async (page) => {
    assert.equal(await page.getByText('假设测算，不是统计数据').count(), 0)
    await page.getByLabel('社会消费品零售总额的假设变动，填数').fill('2')
    await page.keyboard.press('Enter')
    await page.waitForURL(/set=RETAIL/)
    await settled(page)
    assert.match(await page.locator('.band').innerText(), /假设测算，不是统计数据[\s\S]*现在 [\d.]+% → 假设下 [\d.]+%（\+/)
    await page.getByRole('button', { name: '恢复现状', exact: true }).click()
    await page.locator('.band').waitFor({ state: 'detached' })
    assert.ok(!page.url().includes('set='))
  }))

test('the barometer says what its calls were worth', () =>
  on('/barometer', {}, async (page) => {
    assert.match(await page.locator('.said.first').innerText(), /过去\d+次方向判断.*对\d+次，.*“与上月相同”/)
  }))

test('the keyboard reaches the content, the pages and the settings', () =>
  on('/', {}, async (page) => {
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip no-print')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
    await page.keyboard.press('Tab')
    assert.ok(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement)))
  }))

for (const path of PAGES)
  test(`on a phone ${path} needs no sideways scrolling`, () =>
    on(path, { width: 390, height: 844, phone: true }, async (page) => {
      await scrolledThrough(page)
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390)
    }))

test('on a phone the menu opens, has the settings, and leads on', () =>
  on('/', { width: 390, height: 844, phone: true }, async (page) => {
    await page.getByRole('button', { name: '打开菜单' }).click()
    await page.getByRole('dialog').getByLabel('主题').selectOption('dark')
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
    await page.getByRole('link', { name: '应报未报', exact: true }).click()
    await page.waitForURL('**/missing?**')
  }))

for (const theme of ['light', 'dark'])
  for (const path of PAGES)
    test(`axe finds nothing serious on ${path}, ${theme}`, () =>
      on(`${path}${path.includes('?') ? '&' : '?'}theme=${theme}`, { height: 1000 }, async (page) => {
        await scrolledThrough(page)
        assert.deepEqual(await serious(page), [])
      }))

test('axe finds nothing serious in the reasons, the columns and the menu of a phone', async () => {
  await on('/indicators/IVA', {}, async (page) => {
    await page.getByRole('button', { name: '为什么' }).click()
    await page.locator('.steps > li').first().waitFor()
    await page.waitForTimeout(500)
    assert.deepEqual(await serious(page), [])
  })
  await on('/', { width: 390, height: 844, phone: true }, async (page) => {
    await page.getByRole('button', { name: '打开菜单' }).click()
    await page.waitForTimeout(500)
    assert.deepEqual(await serious(page), [])
  })
})

test('the page keeps to its policy and asks no other host', async () => {
  const { page, close } = await visit(world, '/')
  const foreign = []
  page.on('request', (r) => {
    if (!r.url().startsWith(world.address) && !/^(data|blob):/.test(r.url())) foreign.push(r.url())
  })
  await page.goto(world.address + '/indicators/PREV')
  await scrolledThrough(page)
  assert.deepEqual(foreign, [])
  const policy = (await page.request.get(world.address + '/')).headers()['content-security-policy']
  assert.ok(!/unsafe/.test(policy))
  await close()
})

await run(world)
