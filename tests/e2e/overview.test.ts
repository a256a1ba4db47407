import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openPages } from '#tests/support/open-pages.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let context: BrowserContext
let page: Page
let complaints: string[]
const opened = openPages({ demo: true })
beforeEach(() => {
  ;({ app, context, page, complaints } = opened())
})

const legendRow = (model: string) => page.getByRole('row').filter({ hasText: model }).first()
const spend = () => page.getByLabel('Key figures').getByRole('button', { name: 'Spend' }).textContent()

async function open(search = ''): Promise<void> {
  await page.goto(`${app.url}/${search}`)
  await legendRow('claude-sonnet-4-5').waitFor()
}

test('the range changes by key and by menu, lives in the address, and Back works', async () => {
  await open()
  expect(new URL(page.url()).search).toBe('')
  const month = await spend()
  await page.keyboard.press('w')
  await page.waitForURL(/range=7d/)
  await expect.poll(spend).not.toBe(month)
  await page.getByRole('button', { name: /Last 7 days/ }).click()
  await page.getByRole('menuitemradio', { name: /Last 24 hours/ }).click()
  await page.waitForURL(/range=24h/)
  await page.goBack()
  await page.waitForURL(/range=7d/)
  await page.goBack()
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await expect.poll(spend).toBe(month)
})

test('a click on a row filters the whole page, and clearing the filter brings all back', async () => {
  await open()
  const all = await spend()
  await legendRow('gpt-5').click()
  await page.waitForURL(/model=gpt-5/)
  await expect.poll(spend).not.toBe(all)
  await expect.poll(() => legendRow('claude-sonnet-4-5').count()).toBe(0)
  await page.goBack()
  await expect.poll(spend).toBe(all)
})

test('the legend follows the group, and colours stay with their model', async () => {
  await open()
  const colour = () => legendRow('gemini-2.5-pro').locator('[style*="--s"]').first().getAttribute('style')
  const before = await colour()
  await page.getByRole('button', { name: 'Team', exact: true }).click()
  await page.waitForURL(/group=team/)
  await legendRow('Customer Support').waitFor()
  await page.goto(`${app.url}/?range=7d&-model=claude-sonnet-4-5`)
  await legendRow('gemini-2.5-pro').waitFor()
  expect(await colour()).toBe(before)
})

test('the month has a forecast with its interval, and its days to come are drawn as expected', async () => {
  await open('?range=mtd')
  const figures = page.getByLabel('Key figures')
  await figures.getByText(/^Forecast, [A-Z]/).waitFor()
  await figures.getByText('80% likely').waitFor()
  await page.getByText('Expected, and where it will likely end').waitFor()
  await page.locator('path.forecast, .forecast path').first().waitFor({ state: 'attached' })
  await page.goto(`${app.url}/?range=mtd&metric=requests`)
  await legendRow('claude-sonnet-4-5').waitFor()
  await expect.poll(() => page.getByText('Expected, and where it will likely end').count()).toBe(0)
})

test('why spend changed names parts with who moved them', async () => {
  await open()
  const card = page.getByRole('region', { name: 'Why spend changed' })
  await card.getByText('net change').waitFor()
  expect(await card.getByRole('listitem').count()).toBeGreaterThan(1)
})

test('what has no price leads to the inbox of what waits for one', async () => {
  await open()
  await page
    .getByLabel('Key figures')
    .getByRole('link', { name: /without a cost/ })
    .click()
  await page.waitForURL(/\/prices\?tab=unpriced/)
})

test('a click on a user filters the whole page', async () => {
  await open()
  const card = page.getByRole('region', { name: 'Top users' })
  const user = await card
    .getByRole('rowheader', { name: /^user-/ })
    .first()
    .textContent()
  await card.getByRole('button', { name: user! }).click()
  await page.waitForURL(new RegExp(`user=${user}`))
  await expect.poll(() => card.getByRole('rowheader').count()).toBe(1)
})

test('a click on those without a user keeps exactly their requests', async () => {
  await open()
  const row = page
    .getByRole('region', { name: 'Top users' })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: '(no user)' }) })
  const requests = (await row.getByRole('cell').last().textContent())!
  const cost = (await row.getByRole('cell').first().getAttribute('title'))!
  await row.getByRole('button').click()
  await page.getByText('User is (no user)').waitFor()
  const figures = page.getByLabel('Key figures')
  await expect.poll(spend).toContain(cost.split('.')[0])
  expect(await figures.getByTitle(cost).count()).toBe(1)
  expect(await figures.getByRole('button', { name: 'Requests' }).textContent()).toContain(requests)
})

test('where nothing ran before, no table has a column for changes', async () => {
  const change = page.getByRole('columnheader', { name: 'Change' })
  await open()
  await change.nth(2).waitFor({ state: 'attached' })
  await page.keyboard.press('q')
  await page.getByText('Nothing earlier').waitFor()
  await change.first().waitFor({ state: 'detached' })
})

test('a note is written on the chart, and deleted again', async () => {
  await open()
  const marks = page.getByRole('list', { name: 'Marks on the chart' }).getByText('Note: Campaign began')
  await page.getByRole('button', { name: 'Add note' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What happened').fill('Campaign began')
  await dialog.getByLabel('When (UTC)').fill(new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 16))
  await dialog.getByRole('button', { name: 'Add note' }).click()
  await marks.waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Add note' }).click()
  await dialog.getByRole('button', { name: 'Delete Campaign began' }).click()
  await marks.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
})

test('a deploy and a price that moved are marked on the chart, for the keyboard too', async () => {
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  const post = async (path: string, data: object) => {
    const headers = { origin: app.url }
    const { id } = await (await context.request.post(app.url + path, { data, headers })).json()
    return () => context.request.delete(`${app.url}${path}/${id}`, { headers })
  }
  const removeNote = await post('/v1/annotations', { title: 'Release 4.2', kind: 'deploy', at: at(9) })
  const retirePrice = await post('/v1/prices/overrides', {
    provider: 'openai',
    model: 'gpt-5',
    prices: { rates: { input: '1.1', output: '9' } },
    effectiveFrom: at(9),
  })
  await open()
  const marks = page.getByRole('list', { name: 'Marks on the chart' })
  await marks.getByText(/Deploy: Release 4\.2/).waitFor({ state: 'attached' })
  await marks.getByText(/Price change: gpt-5 input \$1\.25 to \$1\.1/).waitFor({ state: 'attached' })
  await page.locator('.marker-pin').first().waitFor()
  expect(await page.locator('.marker-pin').count()).toBe(1)

  await page.locator('.recharts-surface').first().focus()
  const happened = page.locator('.recharts-tooltip-wrapper').getByText('Release 4.2')
  for (let step = 0; step < 30 && (await happened.count()) === 0; step++)
    await page.keyboard.press('ArrowRight')
  await happened.waitFor()
  await Promise.all([removeNote(), retirePrice()])
})

test('what is on screen is taken as CSV', async () => {
  await open('?range=7d')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /Models and total/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^spendscope-spend-by-model-groups-.*\.csv$/)
  const text = readFileSync(await download.path(), 'utf8')
  expect(text).toMatch(/^model,cost_usd,/)
  expect(text).toContain('claude-sonnet-4-5')
  expect(text).toMatch(/\r\nTotal,/)
})

test('a bad link falls back to the default page with a clean address', async () => {
  await open('?range=bogus&group=colour&compare=never&nonsense=1')
  await expect.poll(() => new URL(page.url()).search).toBe('')
})

test('a hover shows the day with its parts and its total', async () => {
  await open()
  const chart = page.locator('.recharts-surface').first()
  const box = (await chart.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.getByText('Total', { exact: true }).waitFor()
})

test('nothing in the range and nothing that matches are said, with a way out', async () => {
  await open()
  await page.goto(`${app.url}/?model=no-such-model`)
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await legendRow('claude-sonnet-4-5').waitFor()
  await page.goto(`${app.url}/?range=2026-01-01..2026-01-03`)
  await page
    .getByText(/No requests/)
    .first()
    .waitFor()
})

test('a card that fails says so with the request id and can be tried again, while the page lives', async () => {
  await page.route('**/v1/spend/over-time**', (route) => route.abort())
  await page.goto(app.url)
  await page.getByRole('button', { name: 'Retry' }).first().waitFor()
  await page.unroute('**/v1/spend/over-time**')
  await page.getByRole('button', { name: 'Retry' }).first().click()
  await legendRow('claude-sonnet-4-5').waitFor()
  complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes('ERR_FAILED')))
})

test('on a phone nothing is wider than the screen, and the drawer leads everywhere', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page
    .getByRole('button', { name: /navigation|menu/i })
    .first()
    .click()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.waitForURL(/settings\/general/)
  await page.getByRole('link', { name: 'API keys' }).click()
  await page.waitForURL(/settings\/api-keys/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('demo data are marked on the screen and go with one click', async () => {
  await open()
  await page.getByText('Demo data:').waitFor()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Remove/ })
    .click()
  await page.getByRole('heading', { name: 'Send your first event' }).waitFor()
})
