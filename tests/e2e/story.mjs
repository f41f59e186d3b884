/* How the tests in the browser are run and said; and what axe finds. */
import { readFileSync } from 'node:fs'
import { require } from './world.mjs'

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** What axe calls serious or critical on the page as it stands: a line each. */
export async function serious(page) {
  /* Through the debugger, as the page's own policy lets no foreign script in. */
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  return violations
    .filter((v) => ['serious', 'critical'].includes(v.impact))
    .map(
      (v) =>
        `${v.id}: ${v.nodes
          .slice(0, 3)
          .map((n) => n.target.join(' '))
          .join(' | ')}`,
    )
}

/** test(name, body) tells, run(world) goes through what was told and ends the process. only: tests whose name has it. onward:
    whether a test stands by itself, so that those after a failed one still say something. */
export function story({ only = process.argv[3], onward = false } = {}) {
  const tests = []
  const test = (name, body) => tests.push({ name, body })
  async function run(world) {
    let [passed, failed] = [0, 0]
    for (const { name, body } of tests.filter((t) => !only || t.name.includes(only)))
      try {
        await body()
        passed++
        console.log(`ok    ${name}`)
      } catch (e) {
        failed++
        console.log(`FAIL  ${name}\n      ${String(e.stack ?? e).split('\n').slice(0, 24).join('\n      ')}`)
        if (!onward) break
      }
    await world.close()
    console.log(`${passed} passed, ${failed} failed, ${tests.length - passed - failed} not run`)
    process.exit(failed ? 1 : 0)
  }
  return { test, run }
}
