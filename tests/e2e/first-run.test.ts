import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { issueSetupToken } from '#server/people/setup.ts'
import { openPage } from '#tests/support/browser.ts'
import { readCapturedCalls } from '#tests/support/captured-calls.ts'
import { openBrowser } from '#tests/support/open-browser.ts'
import { ADMIN } from '#tests/support/sign-in.ts'
import { startTestApplication, type TestApplication } from '#tests/support/test-application.ts'

const BY_HAND = JSON.parse(
  readFileSync(new URL('../fixtures/captures/by-hand.json', import.meta.url), 'utf8'),
)

let app: TestApplication
let browser: Browser
beforeAll(async () => {
  app = await startTestApplication()
  browser = await openBrowser()
})

test('from the setup link to the first chart, with the exact sum of recorded provider answers', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const { page, complaints } = await openPage(context, app.url)
  const token = await issueSetupToken(app.ctx)

  await page.goto(`${app.url}/setup?token=${token}`)
  await page.getByLabel('Name').fill(ADMIN.name)
  await page.getByLabel('Email').fill(ADMIN.email)
  await page.getByLabel('Password').fill(ADMIN.password)
  await page.getByRole('button', { name: 'Create admin account' }).click()

  await page.getByRole('heading', { name: 'Send your first event' }).waitFor()
  await page.getByLabel('Project').fill('Checkout')
  await page.getByRole('button', { name: 'Create key' }).click()
  await page.locator('pre', { hasText: 'ssk_' }).waitFor()
  const snippet = await page.locator('pre').textContent()
  expect(snippet).toContain(`${app.url}/v1/events`)
  const key = /ssk_[\w-]{43}/.exec(snippet ?? '')![0]
  await page.getByRole('main').getByText('Waiting for the first event').waitFor()

  const calls = readCapturedCalls(new Date())
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ events: calls })
  expect((await fetch(`${app.url}/v1/events`, { method: 'POST', headers, body })).status).toBe(200)

  await page.getByRole('button', { name: 'Open the dashboard' }).click()
  const figures = page.getByLabel('Key figures')
  await figures.waitFor()
  await figures.getByTitle(`$${BY_HAND.usdTotal}`, { exact: true }).waitFor()
  const legend = page.getByRole('row')
  for (const [model, usd] of Object.entries(BY_HAND.usdByModel)) {
    await legend.filter({ hasText: model }).getByTitle(`$${usd}`, { exact: true }).waitFor()
  }
  expect(complaints).toEqual([])
  await context.close()
})
