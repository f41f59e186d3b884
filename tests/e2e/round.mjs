/* node tests/e2e/round.mjs QINGYU: a month's round of collecting, in a real browser against the real program: accounts,
   figures handed in wrong and right, returned, approved, locked; tables of the city; the audit chain. Steps build on each
   other, as the round does. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { filledIn } from './workbook.mjs'
import { serious, story } from './story.mjs'
import { open, settled, visit } from './world.mjs'

const program = resolve(process.argv[2])
const world = await open(program, [])
/* The first month without sample figures. */
const PERIOD = '2021-10'
const WORDS = {
  root: '先锁定再审计的管理员',
  jxj1: '运行科每月十八日报数',
  ana: '专班分析员月月过筛子',
  xaj: '新安江畔的统计员小屋',
}
const once = {}
const { test, run } = story()
/** The address is that, or begins with it where it ends in a slash. */
const reached = (page, path) =>
  page.waitForURL((url) =>
    path.length > 1 && path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path,
  )
/** RFC 6238: six digits of HMAC-SHA-1 over the half minute, that many half minutes ahead. */
function digits(secret, ahead) {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + ahead))
  const mac = createHmac('sha1', key).update(step).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0')
}
const oneTime = (said) => /[a-z2-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/.exec(said)[0]

async function fill(page, name, password) {
  await page.getByLabel('账户名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** A page of somebody who is logged in. refusals: answers of 4xx are a part of the story, the browser tells them too. */
async function as(name, path, use, look = {}) {
  const { page, faults, close } = await visit(world, '/login?then=' + encodeURIComponent(path), look)
  page.on('dialog', (d) => void d.accept())
  try {
    await fill(page, name, WORDS[name])
    await reached(page, path.split('?')[0])
    await settled(page)
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

/** The first login: the one-time password opens nothing but the change of it. */
async function firstLogin(name, path) {
  const { page, close } = await visit(world, path)
  await reached(page, '/login')
  await fill(page, name, once[name])
  await reached(page, '/account')
  await page.getByLabel('一次性密码').fill(once[name])
  await page.getByLabel('新密码', { exact: true }).fill(WORDS[name])
  await page.getByLabel('再输一遍新密码').fill(WORDS[name] + 'x')
  await page.getByText('两遍新密码不一样').waitFor()
  await page.getByLabel('再输一遍新密码').fill(WORDS[name])
  await page.getByRole('button', { name: '设置新密码' }).click()
  await reached(page, path.split('?')[0])
  await settled(page)
  return { page, close }
}

test('who has not logged in sees the pages that are published, and is led to the login and back', async () => {
  const { page, close } = await visit(world, '/')
  const nav = await page.locator('nav').innerText()
  assert.match(nav, /驾驶舱/)
  for (const closed of ['我的报表', '账户', '审计', '城市表']) assert.ok(!nav.includes(closed), closed)
  await page.goto(world.address + '/audit?lang=en')
  await reached(page, '/login')
  assert.match(await page.locator('h1').innerText(), /Log in/)
  await close()
})

test('the administrator logs in with the one-time password, must change it, and gets where he wanted to go', async () => {
  once.root = oneTime(world.run('user', 'add', 'root', '--role', 'administrator', '--one-time'))
  const { page, close } = await firstLogin('root', '/accounts')
  assert.match(await page.locator('h1').innerText(), /账户/)
  assert.match(await page.locator('header.shell-header').innerText(), /管理员/)
  await close()
})

test('a wrong password is said to be wrong, and too many of them wait', async () => {
  const { page, close } = await visit(world, '/login')
  for (let i = 0; i < 8 && !(await page.getByRole('timer').count()); i++) {
    await fill(page, 'nobody', 'wrong-wrong-wrong')
    await page.getByRole('alert').waitFor()
    await page.waitForTimeout(300)
  }
  await page.getByRole('timer').waitFor()
  assert.match(await page.getByRole('timer').innerText(), /请等 \d+ 秒/)
  assert.ok(await page.locator('button[type=submit]').isDisabled())
  await close()
})

test('the administrator adds accounts with what they answer for, and sees each one-time password once', () =>
  as('root', '/accounts', async (page) => {
    const add = async (name, role, pick) => {
      await page.getByRole('button', { name: '添加账户' }).click()
      await page.getByLabel('账户名').fill(name)
      await page.getByLabel('角色').selectOption(role)
      if (pick) {
        const list = page.locator('fieldset', { has: page.locator('legend', { hasText: new RegExp(`^${pick[0]}$`) }) })
        await list.locator('summary').click()
        await list.getByRole('searchbox').fill(pick[1])
        await list.getByRole('checkbox').first().check()
      }
      await page.getByRole('button', { name: '添加，给出一次性密码' }).click()
      await page.locator('.done .secret').waitFor()
      once[name] = await page.locator('.secret').innerText()
      assert.match(once[name], /^\S{10,}$/)
    }
    await add('jxj1', 'department', ['部门', '经济和信息化局'])
    await add('xaj', 'area', ['地区', '新安江'])
    await add('ana', 'analyst')
    const row = page.locator('tr', { hasText: 'jxj1' })
    assert.match(await row.innerText(), /部门[\s\S]*经济和信息化局[\s\S]*须改密码/)
    await page.reload()
    await settled(page)
    assert.equal(await page.locator('.secret').count(), 0)
  }))

test('a department sees its own form alone, fills it by keys and by pasting, and is asked about what is odd', async () => {
  const { page, close } = await firstLogin('jxj1', '/forms?period=' + PERIOD)
  assert.equal(await page.locator('.forms > li').count(), 1)
  await page.getByRole('link', { name: '打开经济和信息化局的报表' }).click()
  await reached(page, '/forms/department/jxj')
  await settled(page)
  assert.ok(!(await page.locator('main').innerText()).includes('目标'), 'targets never stand in a form')
  const at = (row, col) => page.locator(`input[data-at="${row}.${col}"]`)
  await at(0, 0).fill('1274')
  await page.getByText('差 12 倍').waitFor()
  await at(0, 0).fill('127.4')
  await page.getByText('差 12 倍').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.dataset.at), '1.0')
  await page.keyboard.press('ArrowUp')
  await at(0, 0).press('ArrowRight')
  assert.equal(await page.evaluate(() => document.activeElement.dataset.at), '0.1')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '12.8\r\n20.9\r\n19.4\r\n')
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await page.getByText('粘贴了 3 个格').waitFor()
  assert.equal(await at(2, 1).inputValue(), '19.4')
  assert.match(await page.locator('.foot .chief').innerText(), /提交 4 个数，30 个未填/)
  await at(3, 0).fill('约300')
  assert.match(await page.locator('.foot .chief').innerText(), /先改 1 个不是数的格/)
  await at(3, 0).fill('')
  await page.reload()
  await settled(page)
  await page.getByText('已恢复').waitFor()
  assert.equal(await at(0, 0).inputValue(), '127.4')
  await page.locator('.foot .chief').click()
  await page.waitForTimeout(600)
  if (await page.getByLabel('我已核对，数是对的').count()) {
    await page.getByLabel('我已核对，数是对的').check()
    await page.locator('.foot .chief').click()
  }
  await reached(page, '/submissions/')
  await settled(page)
  assert.match(await page.locator('main').innerText(), /已收到 4 行，回执第 \d+ 号/)
  assert.match(await page.locator('.sha').innerText(), /^[0-9a-f]{64}$/)
  await page.goto(world.address + '/forms?period=' + PERIOD)
  await settled(page)
  assert.match(await page.locator('.forms > li').innerText(), /4\s*\/ 34 已报/)
  await page.goto(world.address + '/forms/department/czj?period=' + PERIOD)
  await page.getByRole('alert').waitFor()
  assert.match(await page.getByRole('alert').innerText(), /不在本账户的范围内/)
  await close()
})

const sheet = (rows) => ({
  name: 'jxj-10.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('area,indicator,period,basis,measure,value,status\n' + rows.join('\n') + '\n'),
})
const row = (indicator, measure, value) => `330182,${indicator},${PERIOD},ytd,${measure},${value},published`

test('a file with faults is refused cell by cell, and nothing of it is kept', () =>
  as('jxj1', '/upload?period=' + PERIOD, async (page) => {
    await page
      .locator('input[type=file]')
      .setInputFiles(
        sheet([
          row('IOUT', 'value', '484.1'),
          row('ISALE', 'value', '三百'),
          row('NOPE', 'value', '1'),
          row('REV', 'value', '30'),
        ]),
      )
    await page.locator('.letters').waitFor()
    assert.match(await page.getByRole('alert').innerText(), /\S/)
    const bad = page.locator('.letters td.fault')
    assert.ok((await bad.count()) >= 2)
    assert.match(await page.locator('.letters').innerText(), /三百/)
    assert.match(await page.locator('.list').innerText(), /F3/)
    assert.deepEqual(await serious(page), [])
  }))

test('the template, filled wrong and then right, goes in: first the cell is shown, then the receipt', () =>
  as('jxj1', `/forms/department/jxj?period=${PERIOD}`, async (page) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载模板' }).click(),
    ])
    assert.match(file.suggestedFilename(), /\.xlsx$/)
    const template = await file.path()
    const filled = (value) => filledIn(readFileSync(template), { J6: value })
    await page.getByRole('button', { name: '报送填好的文件' }).click()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'jxj.xlsx', mimeType: 'application/octet-stream', buffer: filled('四百八十') })
    await page.locator('.letters').waitFor()
    assert.match(await page.locator('.letters').innerText(), /四百八十/)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'jxj.xlsx', mimeType: 'application/octet-stream', buffer: filled(485.5) })
    await page.waitForTimeout(1500)
    if (await page.getByLabel('我已核对，数是对的').count()) {
      await page.getByLabel('我已核对，数是对的').first().check()
      await page.getByRole('button', { name: '按原数报送' }).click()
    }
    await reached(page, '/submissions/')
  }))

test('what came in shows on the cockpit', () =>
  as('jxj1', '/?period=' + PERIOD, async (page) => {
    assert.match(await page.locator('main').innerText(), /127\.40/)
  }))

let number = ''
test('the analyst finds it on the board, and returns it with a reason that the department sees', async () => {
  const { page, close } = await firstLogin('ana', '/completeness?period=' + PERIOD)
  await page.locator('.choice', { hasText: '已报' }).getByRole('button', { name: '已报' }).click()
  await page.locator('a.cell', { hasText: '规模以上工业增加值' }).first().click()
  await reached(page, '/submissions/')
  await settled(page)
  number = /submissions\/(\d+)/.exec(page.url())[1]
  assert.ok(await page.getByRole('button', { name: '退回' }).isDisabled(), 'a return needs its reason')
  await page.getByLabel('意见（退回必填）').fill('与企业直报差 0.4 亿元，请核对')
  await page.getByRole('button', { name: '退回' }).click()
  await page.getByText(`第 ${number} 号已退回`).waitFor()
  await close()
  await as('jxj1', `/forms/department/jxj?period=${PERIOD}`, async (own) => {
    await own.getByText('退回：与企业直报差 0.4 亿元，请核对').first().waitFor()
    await own.locator('input[data-at="0.0"]').fill('127.8')
    await own.locator('.foot .chief').click()
    await own.waitForTimeout(600)
    if (await own.getByLabel('我已核对，数是对的').count()) {
      await own.getByLabel('我已核对，数是对的').check()
      await own.locator('.foot .chief').click()
    }
    await reached(own, '/submissions/')
    number = /submissions\/(\d+)/.exec(own.url())[1]
  })
})

test('and approves the new one; nobody else may', async () => {
  await as('ana', `/submissions/${number}?period=${PERIOD}`, async (page) => {
    await page.getByRole('button', { name: '通过', exact: true }).click()
    await page.getByText(`第 ${number} 号已通过`).waitFor()
    await page.goto(world.address + '/completeness?state=approved&period=' + PERIOD)
    await settled(page)
    assert.match(await page.locator('.units').innerText(), /规模以上工业增加值[\s\S]*已审/)
  })
  await as('jxj1', `/submissions/${number}?period=${PERIOD}`, async (page) =>
    assert.equal(await page.getByRole('button', { name: '通过', exact: true }).count(), 0),
  )
})

test('a locked period takes nothing until it is opened again', async () => {
  await as('ana', '/locks?period=' + PERIOD, async (page) => {
    await page.getByLabel('理由').fill('数据已上会')
    await page.getByRole('button', { name: '锁定', exact: true }).click()
    await page.getByText('已锁定。').waitFor()
  })
  await as('jxj1', `/forms/department/jxj?period=${PERIOD}`, async (page) => {
    await page.getByText('这个时期已锁定，不能再报：数据已上会').waitFor()
    assert.equal(await page.locator('.foot').count(), 0)
  })
  await as('ana', '/locks?period=' + PERIOD, async (page) => {
    await page.getByLabel('理由').fill('更正一处')
    await page.getByRole('button', { name: '解锁', exact: true }).click()
    await page.getByText('已解锁。').waitFor()
  })
})

test('the analyst puts judgements on record, once a day and for good', () =>
  as('ana', '/record?period=2021-06', async (page) => {
    const judge = page.getByRole('button', { name: '对2021年1–6月作出判断并存档' })
    await judge.click()
    await page.getByText('2021年1–6月的判断已存档。').waitFor()
    await page.locator('main').getByText('规模以上工业增加值').first().waitFor()
    await judge.click()
    await page.getByText('一天只存一次').waitFor()
  }),
)

test('a table of the city is changed, told as a difference, and stored as a new version', () =>
  as('root', '/tables/targets', async (page) => {
    const value = page.locator('input[data-at="9.5"]')
    const was = await value.inputValue()
    await value.fill('abc')
    await value.press('Enter')
    await page.getByRole('button', { name: /检查并查看 1 处改动/ }).click()
    await page.locator('.letters').waitFor()
    await value.fill('8.5')
    await value.press('Enter')
    await page.getByRole('button', { name: /检查并查看 1 处改动/ }).click()
    await page.locator('.diff').waitFor()
    assert.match(await page.locator('.diff').innerText(), new RegExp(`改动[\\s\\S]*value[\\s\\S]*${was}[\\s\\S]*8\\.5`))
    await page.getByRole('button', { name: /保存为新版本/ }).click()
    await reached(page, '/submissions/')
    await page.goto(world.address + '/tables/targets')
    await settled(page)
    assert.equal(await page.locator('input[data-at="9.5"]').inputValue(), '8.5')
  }))

test('the chain is verified while one watches, and says who did what', () =>
  as('root', '/audit', async (page) => {
    await page.getByRole('button', { name: '开始核对' }).click()
    await page.getByText('完好').waitFor({ timeout: 30000 })
    assert.match(await page.locator('table').innerText(), /ana[\s\S]*退回/)
    await page.getByLabel('只看某个账户').fill('ana')
    await page.keyboard.press('Enter')
    await settled(page)
    assert.ok(page.url().includes('by=ana'))
    assert.ok(!(await page.locator('tbody').innerText()).includes('jxj1\n'))
  }))

test('a second factor is proved, asked for at the login, and a token is shown once', () =>
  as('ana', '/account', async (page) => {
    await page.getByRole('button', { name: '启用' }).click()
    await page.locator('.secret').waitFor()
    assert.match(await page.locator('.secret').innerText(), /^([A-Z2-7]{4} ?)+$/)
    const secret = (await page.locator('.secret').innerText()).replace(/ /g, '')
    await page.getByLabel('验证器显示的 6 位数字').fill('000000')
    await page.getByRole('button', { name: '确认启用' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('验证器显示的 6 位数字').fill(digits(secret, 0))
    await page.getByRole('button', { name: '确认启用' }).click()
    await page.getByText('已启用').waitFor()
    await page.getByRole('button', { name: '退出', exact: true }).first().click()
    await reached(page, '/login')
    await fill(page, 'ana', WORDS.ana)
    /* Each digits open once: these are the next half minute's, which a clock may run ahead. */
    await page.getByLabel('验证器上的 6 位数字').fill(digits(secret, 1))
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await reached(page, '/account')
    await page.getByRole('button', { name: '关闭' }).click()
    await page.getByText('未启用').waitFor()
    await page.getByText('新的令牌…').click()
    await page.getByLabel('用途').fill('夜间导入')
    await page.getByRole('button', { name: '生成令牌' }).click()
    await page.locator('.once .secret').waitFor()
    await page.getByRole('button', { name: '吊销' }).click()
    await page.getByText('已吊销').waitFor()
  }))

test('logging out closes what was open, and the language is kept through the login', async () => {
  await as('jxj1', '/forms?lang=en&period=' + PERIOD, async (page) => {
    assert.match(await page.locator('h1').innerText(), /My forms/)
    await page.getByRole('button', { name: 'Log out' }).click()
    await reached(page, '/login')
    assert.match(await page.locator('h1').innerText(), /Log in/)
  })
})

test('a link that breaks loses nothing', async () => {
  const { page, close } = await firstLogin('xaj', '/forms?period=' + PERIOD)
  await page.locator('.forms > li a').first().click()
  await reached(page, '/forms/area/')
  await settled(page)
  await page.locator('input[data-at="0.0"]').fill('5.5')
  await page.route('**/api/v1/forms/**', (r) => (r.request().method() === 'POST' ? r.abort() : r.continue()))
  await page.locator('.foot .chief').click()
  await page.getByText('连不上服务器，还没有提交').waitFor()
  assert.equal(await page.locator('input[data-at="0.0"]').inputValue(), '5.5')
  await close()
})

const PAGES = {
  jxj1: [
    `/forms?period=${PERIOD}`,
    `/forms/department/jxj?period=${PERIOD}`,
    `/upload?period=${PERIOD}`,
    '/account',
    '/portfolio',
    '/responsibility',
  ],
  ana: ['/completeness', '/locks', '/submissions/17'],
  root: ['/accounts', '/tables', '/tables/targets', '/audit'],
}
for (const [who, paths] of Object.entries(PAGES))
  test(`axe finds nothing serious on the pages of ${who}, light and dark, and a phone needs no sideways scrolling`, () =>
    as(who, paths[0], async (page) => {
      for (const path of paths)
        for (const theme of ['light', 'dark']) {
          await page.setViewportSize({ width: 1280, height: 900 })
          await page.goto(`${world.address}${path}${path.includes('?') ? '&' : '?'}theme=${theme}`)
          await settled(page)
          assert.deepEqual(await serious(page), [], path + ' ' + theme)
          await page.setViewportSize({ width: 390, height: 844 })
          await page.waitForTimeout(150)
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, path)
        }
    }))

await run(world)
