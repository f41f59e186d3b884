import { chromium } from 'playwright-core'
const [,, path, out, width='1440', height='900', full='no'] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] })
const p = await b.newPage({ viewport: { width: +width, height: +height }, locale: 'zh-CN' })
p.on('console', m => m.type()==='error' && console.log('console', m.text()))
p.on('pageerror', e => console.log('pageerror', e.message))
await p.goto('http://127.0.0.1:8931' + path, { waitUntil: 'load' })
await p.waitForTimeout(1800)
console.log('scrollWidth', await p.evaluate(() => [document.documentElement.scrollWidth, innerWidth]))
await p.screenshot({ path: out, fullPage: full === 'full' })
await b.close()
