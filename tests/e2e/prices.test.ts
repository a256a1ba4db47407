import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { runReprice } from '#server/prices/run-reprice.ts'
import { openPages } from '#tests/support/open-pages.ts'
import { fillPriceBook } from '#tests/support/price-book-data.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let page: Page
let complaints: string[]
const opened = openPages({ demo: true, fill: fillPriceBook })
beforeEach(async () => {
  ;({ app, page, complaints } = opened())
  await setRole('admin')
})

const setRole = (role: string) => app.ctx.db.execute(sql`update users set role = ${role}`)
const row = (name: string) => page.getByRole('row').filter({ hasText: name })
const dialog = () => page.getByRole('dialog')

async function open(search = ''): Promise<void> {
  await page.goto(`${app.url}/prices${search}`)
  await page.getByRole('group', { name: 'Part of the price book' }).waitFor()
}

test('models are found by name and provider, and one of them shows its prices by date', async () => {
  await page.goto(app.url)
  await page.getByRole('heading', { name: 'Top features' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.waitForURL(/\/prices$/)
  await page.getByRole('searchbox', { name: 'Search' }).fill('gpt-4o-mini')
  await page.getByLabel('Provider').selectOption('openai')
  await page.waitForURL(/search=gpt-4o-mini&provider=openai/)
  const model = page.getByRole('button', { name: 'gpt-4o-mini', exact: true })
  await model.click()
  await page.waitForURL(/model=openai/)
  await page.getByRole('heading', { name: 'Price history' }).waitFor()
  await page.getByText('$0.15', { exact: true }).first().waitFor()
  await page.goBack()
  await model.waitFor()
})

test('an own price with a mistake is refused at its field, then added, changed by adding, and retired', async () => {
  await open('?tab=overrides')
  await page.getByRole('button', { name: 'Add own price' }).click()
  await dialog().getByLabel('Provider').fill('acme')
  await dialog().getByLabel('Model').fill('llm-9')
  await dialog().getByLabel('Input', { exact: true }).fill('1,5')
  await dialog().getByRole('button', { name: 'Save price' }).click()
  await dialog().getByText('A plain amount, such as 2.50').waitFor()
  await dialog().getByLabel('Input', { exact: true }).fill('1.5')
  await dialog().getByLabel('From').fill('2026-11-02')
  await dialog().getByLabel('Until').fill('2026-11-01')
  await dialog().getByRole('button', { name: 'Save price' }).click()
  await dialog().getByText('Is not after the start').waitFor()
  await dialog().getByLabel('Until').fill('')
  await dialog().getByRole('button', { name: 'Save price' }).click()
  await row('acme/llm-9').getByRole('cell', { name: 'Input $1.50' }).waitFor()

  await page.getByRole('button', { name: 'Change acme/llm-9' }).click()
  await dialog().getByLabel('Input', { exact: true }).fill('1.25')
  await dialog().getByRole('button', { name: 'Save price' }).click()
  await expect.poll(() => row('acme/llm-9').count()).toBe(2)

  await page.getByRole('button', { name: 'Retire acme/llm-9' }).first().click()
  await dialog().getByRole('button', { name: 'Retire' }).click()
  await expect.poll(() => row('acme/llm-9').getByText('Retired').count()).toBe(1)
  expect(complaints.splice(0).every((line) => line.includes('status of 422'))).toBe(true)
})

test('what waits for a price is named as another model, with its name filled in', async () => {
  await open('?tab=unpriced')
  expect(await row('azure/prod-chat-eu').textContent()).toContain('Unknown model')
  await page.getByRole('button', { name: 'Name azure/prod-chat-eu as another model' }).click()
  expect(await dialog().getByLabel('Name', { exact: true }).inputValue()).toBe('prod-chat-eu')
  await dialog().getByLabel('Stands for: provider').fill('openai')
  await dialog().getByLabel('Stands for: model').fill('gpt-4o')
  await dialog().getByRole('button', { name: 'Save name' }).click()
  await expect.poll(() => dialog().count()).toBe(0)
  await page.getByRole('button', { name: 'Own names' }).click()
  await row('azure/prod-chat-eu').getByRole('cell', { name: 'openai/gpt-4o' }).waitFor()
})

test('stored events are priced again: preview, approval, undo', async () => {
  await open('?tab=re-price')
  await page.getByLabel('Provider').fill('anthropic')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.waitForURL(/run=\d+/)
  await runReprice(app.ctx)
  await page.getByText('Waits for approval').first().waitFor()
  await page.getByRole('rowheader', { name: 'anthropic/claude-sonnet-4-5' }).waitFor()
  await page.getByRole('button', { name: 'Approve' }).click()
  await dialog().getByRole('button', { name: 'Approve' }).click()
  await expect.poll(() => dialog().count()).toBe(0)
  await runReprice(app.ctx)
  await page.getByRole('button', { name: 'Undo' }).click()
  await dialog().getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => dialog().count()).toBe(0)
  await runReprice(app.ctx)
  await page.getByText('Undone').first().waitFor()
})

test('another catalogue of last month is told, with what the installed one changes', async () => {
  await open('?tab=update')
  await page.getByRole('heading', { name: /^20 events of .* were priced with another catalogue$/ }).waitFor()
  await page.getByRole('button', { name: 'Work out what it changes' }).click()
  await page.getByText('Working out').waitFor()
  await runReprice(app.ctx)
  await page.getByRole('rowheader', { name: 'openai/gpt-4o', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Approve' }).waitFor()
})

test('a viewer sees all of it and can change none of it', async () => {
  await setRole('viewer')
  await open('?tab=overrides')
  await row('anthropic/claude-sonnet-4-5').waitFor()
  for (const [tab, seen] of [
    ['unpriced', 'acme/llm-1'],
    ['aliases', 'azure/prod-embed'],
    ['re-price', 'Re-pricings'],
    ['update', 'another catalogue'],
  ]) {
    await open(`?tab=${tab}`)
    await page.getByText(seen!).first().waitFor()
    const names = await page.getByRole('main').getByRole('button').allTextContents()
    expect(names.filter((name) => /add|change|retire|name it|preview|approve|work out/i.test(name))).toEqual(
      [],
    )
  }
})

test('a bad link gives the default page and a clean address', async () => {
  await open('?tab=bogus&type=poem&run=1&model=x')
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await page.getByRole('columnheader', { name: 'Input / 1M' }).waitFor()
})
