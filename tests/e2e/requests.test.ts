import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPage } from '#tests/support/browser.ts'
import { chatEvent } from '#tests/support/events.ts'
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
let key: string
let context: BrowserContext
let page: Page
let complaints: string[]

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const post = async (...events: object[]) =>
  expect((await send(app, '/v1/events', { key, body: events })).status).toBe(200)

beforeAll(async () => {
  app = await startTestApplication()
  browser = await openBrowser()
  session = await createAdmin(app, browser)
  key = (await createTestProject(app)).key
  const many = Array.from({ length: 400 }, (_, i) =>
    chatEvent({
      id: `call-${i}`,
      timestamp: minutesAgo(2 + i / 10),
      feature: ['search', 'chat'][i % 2],
      traceId: `trace-${i >> 2}`,
      ...(i === 7 && { status: 'error', errorCode: '429' }),
      ...(i === 9 && { model: 'unheard-of' }),
    }),
  )
  await post(...many)
  await post(chatEvent({ id: 'of-last-week', timestamp: minutesAgo(7 * 1440), feature: 'old' }))
}, 120_000)

beforeEach(async () => {
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    storageState: session,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const opened = await openPage(context, app.url)
  page = opened.page
  complaints = opened.complaints
})
afterEach(async () => {
  expect(complaints).toEqual([])
  await context.close()
})

const table = () => page.getByRole('table', { name: 'Requests' })
const rows = () => table().getByRole('row')
const rowOf = (text: string) => rows().filter({ hasText: text })
const panel = () => page.getByRole('complementary', { name: 'Request' })
const param = (name: string) => new URL(page.url()).searchParams.get(name)

async function open(search = ''): Promise<void> {
  await page.goto(`${app.url}/requests${search}`)
  await rows().nth(1).waitFor()
}

test('keys lead to the page, and a request that is stored now appears by itself', async () => {
  await page.goto(app.url)
  await page.getByRole('heading', { name: 'Top features' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForURL(/\/requests$/)
  await page.getByText('Live', { exact: true }).waitFor()
  await post(chatEvent({ feature: 'arrives-live' }))
  await rowOf('arrives-live').waitFor({ timeout: 5_000 })
  expect(await rows().nth(1).textContent()).toContain('$0.005615')
})

test('while the table is paused or pointed at, new requests wait and are counted', async () => {
  await open()
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await post(chatEvent({ feature: 'waits-for-the-button' }))
  await page.getByRole('button', { name: '1 new request' }).waitFor()
  expect(await rowOf('waits-for-the-button').count()).toBe(0)
  await page.getByRole('button', { name: 'Resume' }).click()
  await rowOf('waits-for-the-button').waitFor()

  await rows().nth(5).hover()
  await post(chatEvent({ feature: 'waits-for-the-mouse' }))
  await page.getByRole('button', { name: '1 new request' }).waitFor()
  expect(await rowOf('waits-for-the-mouse').count()).toBe(0)
  await page.mouse.move(700, 20)
  await rowOf('waits-for-the-mouse').waitFor()
})

test('of hundreds of rows only those on screen are in the document, and scrolling goes to the last', async () => {
  await open('?feature=search,chat')
  expect(await rows().count()).toBeLessThan(70)
  const scroll = page.getByRole('region', { name: 'Requests, newest first' })
  await expect
    .poll(async () => {
      await scroll.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
      return page.getByText('That is all in the last hour.').isVisible()
    })
    .toBe(true)
  expect(await table().getAttribute('aria-rowcount')).toBe('401')
  expect(await rows().last().getAttribute('aria-rowindex')).toBe('401')
  await page.getByText('Paused', { exact: true }).waitFor()
})

test('a request opens with the arithmetic of its cost; keys move, copy and close it; the address keeps it', async () => {
  await open('?feature=search,chat')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await panel().getByText('call-0', { exact: true }).waitFor()
  const cells = await panel().getByRole('table').getByRole('row').allTextContents()
  expect(cells.slice(1)).toEqual([
    'Input86$2.50 / 1M$0.000215',
    'Cache read1,920$1.25 / 1M$0.002400',
    'Output300$10.00 / 1M$0.003000',
    'Sum$0.005615',
  ])
  expect(await panel().textContent()).toContain('"prompt_tokens": 2006')
  await page.keyboard.press('j')
  await panel().getByText('call-1', { exact: true }).waitFor()
  await page.keyboard.press('c')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('call-1')
  await page.reload()
  await panel().getByText('call-1', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => panel().count()).toBe(0)
  expect(param('open')).toBeNull()
  await page.keyboard.press('w')
  await expect.poll(() => param('range')).toBe('7d')
})

test('an unknown cost and an error are said in the row, and the panel says why', async () => {
  await open('?model=unheard-of')
  expect(await rows().nth(1).textContent()).toContain('no price')
  expect(await rows().nth(1).textContent()).not.toContain('$0')
  await rows().nth(1).click()
  await panel().getByText('No price for this model.').waitFor()
  await open('?status=error')
  expect(await rows().count()).toBe(2)
  expect(await rows().nth(1).textContent()).toContain('429')
})

test('the filter menu takes labels and facts, and links lead to the same trace', async () => {
  await open()
  await page.keyboard.press('f')
  await page.getByPlaceholder('Filter by').fill('Trace')
  await page.keyboard.press('Enter')
  await page.getByPlaceholder('Id of the trace').fill('trace-3')
  await page.keyboard.press('Enter')
  await page.waitForURL(/traceId=trace-3/)
  await expect.poll(() => rows().count()).toBe(5)
  await page.getByRole('button', { name: 'Remove filter: Trace is trace-3' }).click()
  await expect.poll(() => rows().count()).toBeGreaterThan(20)
  await rowOf('429').click()
  await panel().getByRole('button', { name: 'Same trace' }).click()
  await page.waitForURL(/traceId=trace-1/)
  await expect.poll(() => rows().count()).toBe(5)
})

test('what is filtered is what is exported', async () => {
  await open('?traceId=trace-5')
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as NDJSON' }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line).id).sort()).toEqual([
    'call-20',
    'call-21',
    'call-22',
    'call-23',
  ])
})

test('nothing in the range and nothing that matches are said, with a way out', async () => {
  await page.goto(`${app.url}/requests?feature=nothing-like-it`)
  await page.getByText('No requests match in the last hour').waitFor()
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click()
  await rows().nth(1).waitFor()
  await page.goto(`${app.url}/requests?range=2026-01-01..2026-01-02`)
  await page.getByText(/^No requests in Jan/).waitFor()
  expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0)
  await page.getByRole('button', { name: /^Go to [A-Z]/ }).click()
  await rows().nth(1).waitFor()
  await page.goto(`${app.url}/requests?id=of-last-week`)
  await rowOf('old').waitFor()
  await page.goto(`${app.url}/requests?range=bogus&status=odd&nonsense=1`)
  await expect.poll(() => new URL(page.url()).search).toBe('')
})

test('a list that fails says so with the request id and can be tried again', async () => {
  await page.route('**/v1/events/list**', (route) =>
    route.fulfill({
      status: 500,
      headers: { 'x-request-id': 'req-of-the-test' },
      contentType: 'application/problem+json',
      body: '{"detail":"Something went wrong on our side."}',
    }),
  )
  await page.goto(`${app.url}/requests`)
  await page.getByText('req-of-the-test').waitFor()
  await page.unroute('**/v1/events/list**')
  await page.getByRole('button', { name: 'Retry' }).click()
  await rows().nth(1).waitFor()
  expect(complaints.splice(0).every((line) => line.includes('500'))).toBe(true)
})
