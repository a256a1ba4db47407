import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { openPages } from '#tests/support/open-pages.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let page: Page
let complaints: string[]
const opened = openPages({
  viewport: { width: 1440, height: 1000 },
  demo: true,
})
beforeEach(() => {
  ;({ app, page, complaints } = opened())
})

const title = (name: string) => page.getByRole('heading', { name, exact: true })
const search = () => new URL(page.url()).search
const groupRow = (name: string) => page.getByRole('row').filter({ hasText: name }).first()

async function open(query = '', heading = 'Spend by model'): Promise<void> {
  await page.goto(`${app.url}/explore${query}`)
  await title(heading).waitFor()
}

async function choose(menu: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${menu} `) }).click()
  await page.getByRole('menuitemradio', { name: option, exact: true }).click()
}

test('from Overview with its filters, to another metric by two labels; the link keeps everything', async () => {
  await page.goto(`${app.url}/?range=7d&environment=production&group=feature`)
  await page.getByRole('link', { name: 'Open in Explore' }).click()
  await title('Spend by feature').waitFor()
  expect(search()).toBe('?range=7d&group=feature&environment=production')
  await choose('Metric', 'Cost per request')
  await title('Cost per request by feature').waitFor()
  await choose('Then by', 'Model')
  await title('Cost per request by feature and model').waitFor()
  await choose('Show', 'Top 5')
  await page.getByText(/Top 5 of \d+/).waitFor()
  const figures = await groupRow('Other').textContent()
  const link = page.url()
  await page.goto(`${app.url}/settings/api-keys`)
  await page.goto(link)
  await title('Cost per request by feature and model').waitFor()
  expect(await groupRow('Other').textContent()).toBe(figures)
  await page.goto(`${app.url}/settings/api-keys`)
  await page.getByRole('heading', { name: 'API keys' }).first().waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await title('Spend by model').waitFor()
})

test('a click on a row narrows to it, and on a segment too; Alt leaves it out', async () => {
  await open()
  await groupRow('gpt-5').getByRole('button').first().click()
  await page.waitForURL(/model=/)
  await expect.poll(() => groupRow('claude-sonnet-4-5').count()).toBe(0)
  await page.goBack()
  await groupRow('claude-sonnet-4-5').waitFor()
  const segment = page.locator('g.series-0 path').nth(10)
  await segment.click()
  await page.waitForURL(/model=/)
  await page.goBack()
  await groupRow('claude-sonnet-4-5').waitFor()
  await segment.click({ modifiers: ['Alt'] })
  await page.waitForURL(/-model=/)
})

test('what does not add up is drawn as lines or as a table, never stacked', async () => {
  await open('?metric=errorRate&chart=bars', 'Error rate by model')
  const kinds = page.getByRole('group', { name: 'Chart' }).getByRole('button')
  await expect.poll(() => kinds.allTextContents()).toEqual(['Lines', 'Table'])
  await expect.poll(() => page.locator('.recharts-line').count()).toBeGreaterThan(2)
  await kinds.filter({ hasText: 'Table' }).click()
  await page.getByRole('columnheader', { name: 'All', exact: true }).waitFor()
  await page.waitForURL(/chart=table/)
})

test('running totals end with the total', async () => {
  await open('?chart=table&cumulative=true&range=7d', 'Spend by model, cumulative')
  const table = page.getByRole('region', { name: 'Spend by model, cumulative, by day' })
  const last = (await table.getByRole('row').last().getByRole('cell').last().getAttribute('title'))!
  const total = await page
    .getByRole('row', { name: /^Total/ })
    .getByRole('cell')
    .first()
    .getAttribute('title')
  expect(last).toMatch(/^\$\d/)
  expect(last).toBe(total)
})

test('a tag that is not declared is grouped by, with a note of where the answer comes from', async () => {
  await open()
  await page.getByRole('button', { name: /^Group / }).click()
  await page.getByRole('menuitemradio', { name: 'trigger', exact: true }).waitFor()
  await page.getByRole('menuitem', { name: 'Another tag…' }).click()
  await page.getByLabel('Tag key').fill('customer')
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await page.waitForURL(/group=tag:customer/)
  await page.getByText('“customer” is not declared for all of this time').waitFor()
  await page.getByRole('link', { name: 'Declare tags' }).click()
  await page.waitForURL(/settings\/tags/)
})

test('a question about too many events is refused with a way out', async () => {
  const sums = sql`select id from labels where name = 'project'`
  // As many requests as are refused, all in the oldest bucket.
  const bucket = sql`(select min(bucket) from label_rollups where bucket > (extract(epoch from now() - interval '29 days') / 900))`
  await app.ctx.db.execute(
    sql`update label_rollups set requests = requests + 4000000 where label_id in (${sums}) and bucket = ${bucket}`,
  )
  try {
    await page.goto(`${app.url}/explore?group=tag:customer`)
    await page.getByText('Too many events to read one by one').waitFor()
    await page.getByRole('button', { name: 'Last 24 hours' }).click()
    await page.getByText('Read from single events.').waitFor()
    await page.waitForURL(/range=24h/)
  } finally {
    await app.ctx.db.execute(
      sql`update label_rollups set requests = requests - 4000000 where label_id in (${sums}) and requests >= 4000000`,
    )
  }
  complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes('422')))
})

test('a view is saved, opened again, renamed, shared and deleted', async () => {
  const views = () => page.getByRole('button', { name: /^Saved views/ })
  await open('?metric=requests&group=team', 'Requests by team')
  await views().click()
  await page.getByRole('menuitem', { name: 'Save this view…' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Teams at work')
  await page.getByRole('button', { name: 'Save view' }).click()
  await expect.poll(() => views().textContent()).toContain('Teams at work')
  await open()
  await views().click()
  await page.getByRole('menuitem', { name: 'Teams at work' }).click()
  await title('Requests by team').waitFor()
  expect(search()).toBe('?metric=requests&group=team')

  await views().click()
  await page.getByRole('menuitem', { name: 'Manage views…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Teams')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await dialog.getByRole('textbox', { name: 'Name of the view Teams', exact: true }).waitFor()
  await dialog.getByLabel('Shared with everybody').check()
  await expect
    .poll(async () => [...(await app.ctx.db.execute(sql`select name, shared from saved_views`))])
    .toEqual([{ name: 'Teams', shared: true }])
  await dialog.getByRole('button', { name: 'Delete the view Teams' }).click()
  await dialog.getByRole('textbox').waitFor({ state: 'detached' })
  expect(await app.ctx.db.execute(sql`select 1 from saved_views`)).toHaveLength(0)
})

test('what is on screen can be taken as CSV', async () => {
  await open('?range=7d')
  const total = await page
    .getByRole('row', { name: /^Total/ })
    .getByRole('cell')
    .first()
    .getAttribute('title')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /Groups and total/ }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^spendscope-cost-usd-by-model-groups-.*\.csv$/)
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines[0]).toBe('model,cost_usd,previous_cost_usd,requests')
  expect(lines.at(-1)!.split(',')[1]).toBe(total!.replace(/[$,]/g, ''))
})

test('bad links fall back, and what is empty says so', async () => {
  await open('?metric=beauty&group=colour&chart=pie&nonsense=1')
  await expect.poll(search).toBe('')
  await page.goto(`${app.url}/explore?model=no-such-model`)
  await page.getByText(/No requests match/).waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).first().click()
  await title('Spend by model').waitFor()
})

test('tags that events carry are suggested, to group and to filter by', async () => {
  await open()
  await choose('Group', 'trigger')
  await title('Spend by value of trigger').waitFor()
  await page.keyboard.press('f')
  const filter = page.getByRole('dialog', { name: 'Filter' })
  await filter.getByText('Tags in recent events').waitFor()
  await filter.getByRole('combobox').fill('trigger')
  await page.keyboard.press('Enter')
  await filter.getByRole('option', { name: /^cron/ }).click()
  await page.waitForURL(/tag:trigger=cron/)
  await page.getByText('trigger is cron').waitFor()
})

test('on a phone nothing is wider than the screen', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open('?by=team', 'Spend by model and team')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await open(`?-feature=${'a-long-name-'.repeat(15)}`)
  await page.getByText('Feature is not').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
