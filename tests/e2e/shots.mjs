/* node tests/e2e/shots.mjs QINGYU: the pictures of docs/guide/page.md, of the real program with the demo city. */
import { mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { open, ROOT, settled, visit } from './world.mjs'

const OUT = join(ROOT, 'docs/guide/page')
const PHONE = { width: 390, height: 844, phone: true }
const SHOTS = [
  ['cockpit', '/', {}],
  ['cockpit-dark', '/?theme=dark', {}],
  ['cockpit-big', '/?theme=big', { width: 1280, height: 720 }],
  ['cockpit-phone', '/', PHONE],
  ['cockpit-en', '/?lang=en', {}],
  ['cockpit-as-of', '/?period=2021-03&as_of=2021-04-25&red=success', {}],
  ['indicator', '/indicators/IVA', { height: 1180 }],
  ['indicator-towns', '/indicators/IVA', { height: 900, to: 'section.panel:has-text("分镇街")' }],
  ['indicator-dark', '/indicators/PREV?theme=dark', { height: 1180 }],
  ['indicator-phone', '/indicators/IVA', PHONE],
  ['why', '/indicators/IVA', { click: 'button:text-is("为什么")' }],
  ['league', '/league', {}],
  ['record', '/record', { judge: true }],
  ['missing', '/missing', {}],
  ['form', '/forms/department/tjj?period=2021-06', {}],
  ['board', '/completeness?period=2021-06', {}],
  ['meeting', '/meetings/1', {}],
  ['tasks', '/tasks', {}],
  ['tasks-phone', '/tasks', PHONE],
  ['task', '/tasks/4', {}],
  ['supervision', '/supervision', {}],
  ['score', '/scores/2', {}],
  ['score-heat', '/scores/2?view=heat', {}],
  ['score-why', '/scores/2?unit=330182104&item=iva', {}],
  ['score-unit', '/scores/2/units/330182104', { height: 1180 }],
  ['scheme', '/schemes/jiande2021', {}],
  ['projects', '/projects', {}],
  ['gantt', '/projects?view=gantt', {}],
  ['project', '/projects/S07', { height: 1180 }],
  ['project-phone', '/projects/S07', PHONE],
  ['invest', '/invest', { height: 1180 }],
  ['barometer', '/barometer', { height: 1000 }],
  ['drivers', '/drivers?set=IVA%3D%2B1', { height: 1180 }],
]

const world = await open(resolve(process.argv[2]), ['--open-reading'], '2021-11-25')
world.run('tick')
for (const [n, period] of ['2021-06', '2021-09'].entries()) {
  world.run('score', 'run', '--scheme', 'jiande2021', '--period', period)
  world.run('score', 'publish', String(n + 1), '--from', '2021-10-25', '--title', '镇街考核（样本）')
}
mkdirSync(OUT, { recursive: true })
world.run('judge', '--period', '2021-06')
for (const [name, path, look] of SHOTS) {
  if (process.argv[3] && !name.startsWith(process.argv[3])) continue
  const { page, close } = await visit(world, path, look)
  if (look.to)
    await page
      .locator(look.to)
      .first()
      .evaluate((x) => scrollTo(0, x.getBoundingClientRect().top + scrollY - 70))
  if (look.click) await page.locator(look.click).first().click()
  await page.waitForTimeout(700)
  await settled(page)
  const file = join(OUT, name + '.png')
  await page.screenshot({ path: file })
  const kb = statSync(file).size / 1000
  console.log(`${name}.png ${kb.toFixed(0)} kB`)
  if (kb > 300) process.exitCode = 1
  await close()
}
await world.close()
