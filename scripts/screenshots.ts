import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb } from '#server/cli/build-web.ts'
import { parseConfig } from '#server/config.ts'
import { loadDemo } from '#server/demo/load-demo.ts'
import { startServer } from '#server/main.ts'
import { launchBrowser } from './launch-browser.ts'

const FOLDER = 'docs/images'
const ADMIN = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'correct horse battery' }

/** Takes the pictures of the README from demo data on a server of its own. */
async function takeScreenshots(): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'spendscope-screens-'))
  await buildWeb()
  const server = await startServer({ ...parseConfig({}), dataFolder, port: 0, logLevel: 'warn' })
  const browser = await launchBrowser()
  try {
    for await (const { day, days } of loadDemo(server.ctx, { seed: 'spendscope', days: 90 }))
      if (day === days) console.log(`${days} days of demo data`)
    const context = await browser.newContext({ viewport: { width: 1440, height: 1090 } })
    const token = new URL(server.setupUrl!).searchParams.get('token')
    await context.request.post(`${server.url}/v1/setup`, { data: { ...ADMIN, token } })
    const page = await context.newPage()
    mkdirSync(FOLDER, { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(server.url)
      await page.getByRole('heading', { name: 'Top features' }).waitFor()
      await page.waitForLoadState('networkidle')
      const path = join(FOLDER, `overview-${colorScheme}.png`)
      await page.screenshot({ path })
      console.log(path)
    }
  } finally {
    await browser.close()
    await server.stop()
    for (const folder of [dataFolder, server.dataAt]) rmSync(folder, { recursive: true, force: true })
  }
}

await takeScreenshots()
