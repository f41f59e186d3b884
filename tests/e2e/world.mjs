/* The real program on a store of its own with the demo city, and a browser that looks at it. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..')
export const require = createRequire(join(ROOT, 'web/package.json'))
const { chromium } = require('playwright-core')
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
]

function run(program, day, ...words) {
  const env = day ? { ...process.env, QINGYU_TODAY: day } : process.env
  const r = spawnSync(program, words, { cwd: ROOT, encoding: 'utf8', env })
  if (r.status !== 0) throw new Error(`${words.join(' ')}: ${r.stderr}`)
  return r.stdout
}

/** flags: how it is served beside address and store. day: what the program takes for today. */
export async function open(program, flags = ['--open-reading'], day = '') {
  const folder = mkdtempSync(join(tmpdir(), 'qingyu-e2e-'))
  const store = join(folder, 'e2e.db')
  run(program, day, 'init', '--store', store)
  run(program, day, 'import', 'cities/jiande', '--store', store)
  const server = spawn(program, ['serve', '--store', store, '--listen', '127.0.0.1:0', ...flags, '--quiet', '--no-clock'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: day ? { ...process.env, QINGYU_TODAY: day } : process.env,
  })
  const address = await new Promise((done, failed) => {
    let said = ''
    server.stdout.on('data', (bytes) => {
      said += bytes
      const at = /http:\/\/[\d.:]+/.exec(said)
      if (at) done(at[0])
    })
    server.on('exit', () => failed(new Error('the server ended before it said its address')))
  })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    env: { ...process.env, LANGUAGE: 'zh_CN' },
  })
  const close = async () => {
    await browser.close()
    server.removeAllListeners('exit')
    server.kill('SIGTERM')
    await new Promise((done) => (server.exitCode === null ? server.on('exit', done) : done()))
    rmSync(folder, { recursive: true, force: true })
  }
  return { address, browser, close, store, program, run: (...words) => run(program, day, ...words, '--store', store) }
}

/** A page of the browser that keeps what went wrong in it. */
export async function visit(world, path, { width = 1280, height = 780, phone = false } = {}) {
  const context = await world.browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    isMobile: phone,
    hasTouch: phone,
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10000)
  const faults = []
  page.on('pageerror', (e) => faults.push(e.message))
  page.on('console', (m) => {
    /* A server without live events answers 404 to the one who asks for them. */
    if (m.type() === 'error' && !m.location().url.endsWith('/api/v1/events')) faults.push(m.text())
  })
  await page.goto(world.address + path)
  await settled(page)
  return { page, faults, close: () => context.close() }
}

/** Nothing that is in sight is being read any more. */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      document.querySelector('h1, [role="alert"]') &&
      ![...document.querySelectorAll('[aria-busy="true"], .el-skeleton')].some((x) => {
        const r = x.getBoundingClientRect()
        return r.bottom > 0 && r.top < innerHeight
      }),
    null,
    { timeout: 20000 },
  )
  await page.waitForTimeout(250)
}
