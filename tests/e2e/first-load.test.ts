import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage } from '#tests/support/browser.ts'
import { chatEvent } from '#tests/support/events.ts'
import { noteLoadedFiles, sumOf } from '#tests/support/loaded-files.ts'
import { openBrowser } from '#tests/support/open-browser.ts'
import { createAdmin, type Session } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const MOST_SCRIPT = 300_000
const MOST_STYLE = 15_000

let app: TestApplication
let browser: Browser
let session: Session
beforeAll(async () => {
  app = await startTestApplication()
  const { key } = await createTestProject(app)
  await send(app, '/v1/events', { key, body: chatEvent() })
  browser = await openBrowser()
  session = await createAdmin(app, browser)
})

test('the first load of Overview, its chart included, is at most 300 kB of script after gzip', async () => {
  const context = await browser.newContext({ storageState: session })
  const { page, complaints } = await openPage(context, app.url)
  const files = noteLoadedFiles(page)
  await page.goto(app.url)
  await page.locator('.recharts-surface').first().waitFor()
  await page.getByRole('heading', { name: 'Top features' }).waitFor()
  expect(files.scripts().keys()).toContain('charts.js')
  expect(sumOf(files.scripts())).toBeLessThanOrEqual(MOST_SCRIPT)
  expect(sumOf(files.styles())).toBeGreaterThan(1_000)
  expect(sumOf(files.styles())).toBeLessThanOrEqual(MOST_STYLE)
  expect(complaints).toEqual([])
  await context.close()
})
