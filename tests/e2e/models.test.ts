import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openPages } from '#tests/support/open-pages.ts'
import { fillPriceBook } from '#tests/support/price-book-data.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let page: Page
const opened = openPages({ demo: true, fill: fillPriceBook })
beforeEach(() => {
  ;({ app, page } = opened())
})

const row = (model: string) => page.getByRole('row').filter({ has: page.getByText(model, { exact: true }) })
const names = () => page.getByRole('rowheader').locator('a[href^="/models/"]').allTextContents()

async function open(search = ''): Promise<void> {
  await page.goto(`${app.url}/models${search}`)
  await row('gpt-5').waitFor()
}

test('models are listed by spend, and sorted by any column in the address', async () => {
  await open()
  expect(new URL(page.url()).search).toBe('')
  const bySpend = await names()
  await page.getByRole('button', { name: 'Model', exact: true }).click()
  await page.waitForURL(/sort=name/)
  await expect.poll(names).toEqual([...bySpend].sort((a, b) => a.localeCompare(b, 'en')))
  await page.getByRole('button', { name: 'Model', exact: true }).click()
  await page.waitForURL(/order=reversed/)
  expect(await page.getByRole('columnheader', { name: 'Model' }).getAttribute('aria-sort')).toBe('descending')
  await page.goBack()
  await page.goBack()
  await expect.poll(names).toEqual(bySpend)
})

test('a model without a price says so, and what it costs is unknown, not zero', async () => {
  await open()
  const text = await row('llm-1').textContent()
  expect(text).toContain('No price')
  expect(text).toContain('—')
  expect(text).not.toContain('$0')
})

test('an own price is named as such, with the day from which it counts', async () => {
  await open()
  const text = await row('claude-sonnet-4-5').textContent()
  expect(text).toContain('$2.40 / $12.00')
  expect(text).toContain('Own price since')
})

test('range and filters are kept from Overview to Models, to one model and to Explore', async () => {
  await page.goto(`${app.url}/?range=7d&team=Growth`)
  await page.getByRole('heading', { name: 'Top features' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.waitForURL(/\/models\?range=7d&team=Growth$/)
  await page.getByRole('rowheader').getByRole('link').first().click()
  await page.waitForURL(/\/models\/[^/]+\/[^/]+\?range=7d&team=Growth$/)
  await page.getByText('Latency p50').waitFor()
  await page.getByRole('link', { name: 'Explore', exact: true }).click()
  await page.waitForURL(/\/explore\?range=7d&team=Growth$/)
})

test('the page of a model has its figures, its prices, and the change of price on the chart', async () => {
  await open()
  await row('claude-sonnet-4-5').getByRole('link', { name: 'claude-sonnet-4-5' }).click()
  await page.waitForURL(/\/models\/anthropic\/claude-sonnet-4-5$/)
  await page.getByRole('heading', { name: 'Spend by feature' }).waitFor()
  await page.locator('.marker-pin').waitFor()
  const marks = page.getByRole('list', { name: 'Marks on the chart' })
  await marks.getByText(/Price change: An own price begins/).waitFor({ state: 'attached' })
  await page.getByRole('heading', { name: 'Price history' }).waitFor()
  for (const name of ['Latency p95', 'Error rate', 'Tokens by class', 'About this model'])
    await page.getByRole('heading', { name }).waitFor()
  await page.keyboard.press('w')
  await page.waitForURL(/range=7d/)
  await page.getByRole('link', { name: 'All models' }).click()
  await page.waitForURL(/\/models\?range=7d$/)
})

test('a model that nobody knows has a page without prices, which leads to the inbox', async () => {
  await page.goto(`${app.url}/models/acme/llm-1`)
  await page.getByText('The catalogue does not know it').waitFor()
  await page.getByText('No price is known for these requests').first().waitFor()
  await page.getByText('These requests told no latency').waitFor()
  const ticks = page.locator('.recharts-cartesian-axis-tick-value').filter({ hasText: '%' })
  await ticks.first().waitFor()
  expect(await ticks.allTextContents()).toEqual(['0%'])
  await page.getByRole('link', { name: 'Add a price or say what it stands for' }).click()
  await page.waitForURL(/\/prices\?tab=unpriced$/)
})

test('a bad link gives the default page and a clean address', async () => {
  await open('?sort=bogus&order=up&range=never')
  await expect.poll(() => new URL(page.url()).search).toBe('')
})
