import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { storeFindings } from '#server/savings/lifecycle/store-findings.ts'
import { fillWithSavings } from '#tests/support/fill-with-savings.ts'
import { makeFinding } from '#tests/support/finding.ts'
import { openPages } from '#tests/support/open-pages.ts'
import { createTestProject, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let page: Page
const opened = openPages({ fill: fillWithSavings })
beforeEach(() => {
  ;({ app, page } = opened())
})

const row = (title: string) => page.getByRole('row').filter({ hasText: title })
const TRIAGE = 'ticket-triage / classification: gpt-4o to gpt-4o-mini'

async function open(search = ''): Promise<void> {
  await page.goto(`${app.url}/savings${search}`)
  await page.getByRole('heading', { name: 'Opportunities' }).waitFor()
}

async function openOne(title: string): Promise<void> {
  await open()
  await page.getByRole('link', { name: title }).click()
  await page.waitForURL(/\/savings\/\d+$/)
  await page.getByRole('heading', { name: 'Evidence' }).waitFor()
}

test('opportunities are ranked by what they save, and the totals keep promises and results apart', async () => {
  await open()
  const titles = await page.getByRole('rowheader').getByRole('link').allTextContents()
  expect(titles).toEqual([
    TRIAGE,
    'support-bot: cache the prompt',
    'nightly-report: send it in batches',
    'summaries: the scores cannot be trusted',
  ])
  const figures = await page.getByRole('region', { name: 'Key figures' }).textContent()
  expect(figures).toContain('$143.75')
  expect(figures).toContain('Really saved$0.13')
  expect(await row('the scores cannot be trusted').textContent()).toContain('—')
})

test('tabs and filters stand in the address, and a bad link gives the default page', async () => {
  await open('?show=bogus&confidence=sure')
  await expect.poll(() => new URL(page.url()).search).toBe('')
  await page.getByRole('button', { name: /^Realised/ }).click()
  await page.waitForURL(/show=realised/)
  await row('faq-intent').waitFor()
  await page.goBack()
  await page.getByRole('button', { name: /Confidence/ }).click()
  await page.getByRole('menuitemradio', { name: 'Low' }).click()
  await page.waitForURL(/confidence=low/)
  await expect.poll(() => page.getByRole('rowheader').count()).toBe(1)
})

test('the sidebar says what could be saved, and G S leads there', async () => {
  await page.goto(`${app.url}/models`)
  const link = page.getByRole('link', { name: /^Savings \$144 a month/ })
  await link.waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL(/\/savings$/)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('option', { name: /Savings/ }).waitFor()
})

test('an opportunity shows its evidence, and each number leads to the requests behind it', async () => {
  await openOne(TRIAGE)
  const evidence = await page.getByRole('region', { name: 'Evidence' }).textContent()
  expect(evidence).toContain('0.940')
  expect(evidence).toContain('it holds')
  await page.getByRole('figure').getByText('Output tokens by request, tokens').waitFor()
  await page.getByRole('link', { name: 'Show the 80 requests behind it' }).click()
  await page.waitForURL(/\/requests\?range=.*feature=ticket-triage/)
  await page.getByRole('row').nth(1).waitFor()
})

test('accepting freezes the promise, and what it needs next is shown', async () => {
  await openOne(TRIAGE)
  await page.getByRole('button', { name: 'Accept' }).click()
  await page.getByLabel('Owner').fill('Grace')
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click()
  await page.getByRole('heading', { name: 'What was promised' }).waitFor()
  await page.getByText('owned by Grace').waitFor()
  const [policy] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'LiteLLM config' }).click(),
  ])
  expect(policy.suggestedFilename()).toBe('litellm-config.yaml')
  await page.getByRole('button', { name: 'Mark as failed' }).click()
  await page.getByLabel('Reason').fill('Quality fell.')
  await page.getByRole('dialog').getByRole('button', { name: 'Mark as failed' }).click()
  await page.getByRole('region', { name: 'History' }).getByText('Quality fell.').waitFor()
  await page.getByRole('button', { name: 'Reopen' }).click()
  await page.getByRole('heading', { name: 'What it would save' }).waitFor()
})

test('a dismissal asks for a reason and moves the card to the closed ones', async () => {
  await openOne('nightly-report: send it in batches')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await page.getByLabel('Reason').fill('Needed at once.')
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click()
  await page.getByRole('button', { name: 'Reopen' }).waitFor()
  await open('?show=closed')
  await row('nightly-report').getByText('Dismissed').waitFor()
})

test('the ledger shows what was really saved', async () => {
  await open('?show=realised')
  await row('faq-intent').getByRole('link').click()
  const ledger = page.getByRole('region', { name: 'Really saved' })
  await ledger.getByText('Running').first().waitFor()
  expect(await ledger.textContent()).toContain('1.000')
  const saved = await page.getByRole('region', { name: 'What was saved' }).textContent()
  expect(saved).toContain('Would have cost$220.00Cost$120.00Share saved45.5%')
})

test('a simulation prices the requests again and says what becomes of other opportunities', async () => {
  await openOne(TRIAGE)
  await page.getByRole('link', { name: 'Simulate' }).click()
  await page.waitForURL(/\/savings\/simulate\?.*to=openai%2Fgpt-4o-mini|to=openai\/gpt-4o-mini/)
  await page.getByRole('button', { name: 'Simulate' }).click()
  const result = page.getByRole('region', { name: 'Result' })
  await result.waitFor()
  expect(await result.textContent()).toContain('80 of 80 requests')
  await page.getByRole('heading', { name: 'Day by day' }).waitFor()
  await page.getByRole('region', { name: 'Other opportunities' }).getByText('replaced').waitFor()
})

test('a simulation of nothing says so, and not that nothing can be saved', async () => {
  await page.goto(`${app.url}/savings/simulate?to=openai/gpt-4o-mini`)
  await page.getByLabel('Model now').fill('nobody-uses-this')
  await page.getByRole('button', { name: 'Simulate' }).click()
  const result = page.getByRole('region', { name: 'Result' })
  await result.getByText('No request matches').waitFor()
  expect(await result.textContent()).not.toContain('$')
})

test('Overview, Models and Explore show where there is something to save', async () => {
  await page.goto(app.url)
  await page.getByRole('heading', { name: 'Savings you could take' }).waitFor()
  await page.getByRole('region', { name: 'Savings you could take' }).getByText('cache the prompt').waitFor()
  await page.goto(`${app.url}/models`)
  await row('gpt-4o')
    .getByRole('link', { name: /Could save/ })
    .first()
    .click()
  await page.waitForURL(/\/savings\?model=gpt-4o$/)
  await page.goto(`${app.url}/explore?group=feature`)
  await row('ticket-triage')
    .getByRole('link', { name: /Could save/ })
    .waitFor()
})

test('what counts as a saving is set for each project', async () => {
  await page.goto(`${app.url}/settings/savings`)
  await page.getByLabel('Quality margin').fill('0.04')
  await page.getByLabel('Demands of a feature').fill('loan-intake')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByLabel('Data stay in').fill('eu')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved; the next search heeds it').waitFor()
  await page.reload()
  expect(await page.getByLabel('Data stay in').inputValue()).toBe('eu')
  expect(await page.getByLabel('Quality margin').inputValue()).toBe('0.04')
})

test('without anything to propose the page says why, and what to send', async () => {
  const { project } = await createTestProject(app)
  await open(`?project=${project.id}`)
  await page.getByText('No search yet').waitFor()
  await app.ctx.db.execute(sql`
    insert into savings_projects (project_id, refreshed_at) values (${Number(project.id)}, now())`)
  await page.reload()
  await page.getByText('Nothing to propose').waitFor()
  await page.getByText('silence is the default').waitFor()
})

test('a search that fails to load says so and can be tried again', async () => {
  let isDown = true
  await page.route('**/v1/opportunities*', (route) =>
    isDown ? route.fulfill({ status: 503, json: { code: 'x', detail: 'Away.' } }) : route.continue(),
  )
  await page.goto(`${app.url}/savings`)
  await page.getByText('Away.').first().waitFor({ timeout: 20_000 })
  isDown = false
  await page.getByRole('button', { name: 'Retry' }).first().click()
  await page.getByRole('heading', { name: 'Opportunities' }).waitFor()
  // The browser tells of each failed request by itself.
  const { complaints } = opened()
  complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes('503')))
})

test('a move that a shutdown forces says when, also where it costs more', async () => {
  const { project } = await createTestProject(app)
  const deadline = new Date(app.ctx.clock().getTime() + 40 * 86_400_000).toISOString().slice(0, 10)
  const savings = { ...makeFinding().savings, marginalUsd: '-12.25', shareOfSegment: -0.5 }
  const forced = makeFinding({ type: 'legacy_model', scope: { feature: 'translations' }, deadline, savings })
  await storeFindings(app.ctx, Number(project.id), [forced])
  await open()
  const text = await row('translations').textContent()
  expect(text).toContain('Shuts down in 40 days')
  expect(text).toContain('costs 50.0% more')
})
