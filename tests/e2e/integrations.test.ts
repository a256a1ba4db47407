import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { openPage } from '#tests/support/browser.ts'
import { openBrowser } from '#tests/support/open-browser.ts'
import { createAdmin, type Session } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

let app: TestApplication
let browser: Browser
let session: Session
beforeAll(async () => {
  app = await startTestApplication()
  browser = await openBrowser()
  session = await createAdmin(app, browser)
})

const post = (key: string, feature: string) =>
  send(app, '/v1/events', {
    key,
    body: {
      provider: 'openai',
      model: 'gpt-5-mini',
      feature,
      usage: { input_tokens: 1_200, output_tokens: 340 },
    },
  })

test('another app is connected: a key in place, its snippet, and the next event with its cost', async () => {
  const { project, key: other } = await createTestProject(app)
  await post(other, 'earlier')
  const context = await browser.newContext({ storageState: session })
  const { page, complaints } = await openPage(context, app.url)
  await page.goto(`${app.url}/integrations`)
  await page.getByRole('button', { name: 'With Any provider' }).click()
  await page.getByRole('menuitemradio', { name: 'Anthropic SDK' }).click()
  await page.locator('pre', { hasText: 'claude-haiku-4-5' }).waitFor()
  await page.getByRole('button', { name: 'Python' }).click()
  await page.locator('pre', { hasText: 'requests.post' }).waitFor()

  await page.getByLabel('Project').fill(project.name)
  await page.getByRole('button', { name: 'Create key' }).click()
  const snippet = await page.locator('pre', { hasText: 'ssk_' }).textContent()
  await page.getByText('Waiting for the first event').waitFor()
  const key = /ssk_[\w-]{43}/.exec(snippet ?? '')![0]
  expect((await post(key, 'just now')).status).toBe(200)
  await page.getByText('just now').waitFor()
  await page.getByText('$0.00098', { exact: true }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('one click loads demo data and shows how far it is', async () => {
  const context = await browser.newContext({ storageState: session })
  const { page, complaints } = await openPage(context, app.url)
  await page.goto(`${app.url}/integrations`)
  await page.getByRole('button', { name: 'Load demo data' }).click()
  await page.getByRole('progressbar', { name: 'Demo days loaded' }).waitFor()
  await page.getByText('Demo data loaded').waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByText('Demo data:').waitFor()
  expect(complaints).toEqual([])
  await context.close()
}, 90_000)
