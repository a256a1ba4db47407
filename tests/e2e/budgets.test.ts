import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { sweepBudgets } from '#server/budgets/watch-budgets.ts'
import { chatEvent } from '#tests/support/events.ts'
import { openPages } from '#tests/support/open-pages.ts'
import { createTestProject, send, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let page: Page
const opened = openPages({ fill })
beforeEach(() => {
  ;({ app, page } = opened())
})

/** Two teams, one of which has spent five times as much as the other today. */
async function fill(application: TestApplication): Promise<void> {
  const { key } = await createTestProject(application)
  const body = ['red', 'red', 'red', 'red', 'red', 'blue'].map((team) =>
    chatEvent({ team, feature: 'search', usage: undefined, costUsd: 10 }),
  )
  expect((await send(application, '/v1/events', { key, body })).status).toBe(200)
}

const row = (name: string) => page.getByRole('row').filter({ hasText: name })
const heading = (name: string | RegExp) => page.getByRole('heading', { name })

async function openForm(name: string, amount: string): Promise<void> {
  await page.goto(`${app.url}/budgets/new`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Amount in USD').fill(amount)
  await page.getByLabel('In each').selectOption('day')
}

const create = () => page.getByRole('button', { name: 'Create budget' }).click()

test('from the sidebar to a first budget of one team, which says at once how much of it is spent', async () => {
  await page.goto(app.url)
  await page.getByRole('link', { name: 'Budgets & alerts' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.getByText('No budgets yet').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'New budget' }).last().click()
  await page.getByLabel('Name', { exact: true }).fill('Team red')
  await page.getByLabel('Amount in USD').fill('$200')
  await page.getByLabel('In each').selectOption('day')
  await page.getByRole('button', { name: 'Add filter' }).click()
  await page.getByRole('option', { name: 'Team', exact: true }).click()
  await page.getByRole('option', { name: /^red/ }).click()
  await page.keyboard.press('Escape')
  await page.getByText('Team is red').waitFor()
  await page.getByLabel('Amount in USD').fill('60')
  await page.getByText(/^Would have fired 1 time in the last 90 days/).waitFor()
  await page.getByLabel('Amount in USD').fill('$200')
  await create()
  await heading('Team red').waitFor()
  await page.getByLabel('Key figures').getByText('$50.00', { exact: true }).waitFor()
  await page.getByRole('application', { name: 'Spend of Team red up to its amount' }).waitFor()
  await page.getByRole('link', { name: 'All budgets' }).click()
  await row('Team red').getByText('All projects · team red').waitFor()
  await row('Team red')
    .getByRole('meter', { name: 'Spent of Team red' })
    .and(page.locator('[aria-valuetext^="25% of $200.00"]'))
    .waitFor()
})

test('one rule counts for each team, and shows which of them is over', async () => {
  await openForm('Each team', '30')
  await page.getByLabel('One amount for').selectOption('team')
  await create()
  await heading('Counters').waitFor()
  await page.getByText('1 of 2 teams has spent it all.').first().waitFor()
  await page.getByRole('link', { name: 'All budgets' }).click()
  await row('Each team').getByText('Over', { exact: true }).waitFor()
  await row('Each team')
    .getByRole('button', { name: /^Show its counters/ })
    .click()
  await page.getByRole('meter', { name: 'Spent by red' }).waitFor()
  await page.getByRole('link', { name: 'red', exact: true }).click()
  await page.waitForURL(/explore\?team=red/)
})

test('a budget is edited, paused, and deleted after asking', async () => {
  await openForm('Short lived', '80')
  await create()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Amount in USD').fill('100')
  await page.getByRole('button', { name: 'Save budget' }).click()
  await page.getByLabel('Key figures').getByText('of $100.00', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Actions for Short lived' }).click()
  await page.getByRole('menuitem', { name: 'Pause' }).click()
  await page.getByRole('link', { name: 'All budgets' }).click()
  await row('Short lived').getByText('Paused').waitFor()
  await row('Short lived').getByRole('button', { name: 'Actions for Short lived' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete budget' }).click()
  await expect.poll(() => row('Short lived').count()).toBe(0)
})

test('a mistake is told at its field, and nothing that was typed is lost', async () => {
  await openForm('Mistaken', '1.5.0')
  await create()
  await page.getByText('Expected a decimal in USD').waitFor()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Mistaken')
  opened().complaints.splice(0)
})

test('a viewer sees budgets and is offered no change', async () => {
  await openForm('Seen by all', '80')
  await create()
  await heading('Seen by all').waitFor()
  await app.ctx.db.execute(`update users set role = 'viewer'`)
  try {
    await page.reload()
    await heading('Seen by all').waitFor()
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0)
    await page.goto(`${app.url}/budgets`)
    await page.getByText('Only an editor or an admin makes and changes budgets.').waitFor()
    await row('Seen by all').waitFor()
    expect(await page.getByRole('button', { name: /^Actions for/ }).count()).toBe(0)
    expect(await page.getByRole('main').getByRole('link', { name: 'New budget' }).count()).toBe(0)
  } finally {
    await app.ctx.db.execute(`update users set role = 'admin'`)
  }
})

test('a threshold that is crossed is in the inbox, in the sidebar and on the page of its budget', async () => {
  await openForm('Crossed', '55')
  await create()
  await heading('Crossed').waitFor()
  // What a server does by itself, soon after each commit.
  await sweepBudgets(app.ctx)
  await page.reload()
  await page.getByRole('heading', { name: 'Crossings and messages' }).waitFor()
  await page
    .getByRole('region', { name: 'Crossings and messages' })
    .getByRole('button', { name: /Crossed/ })
    .first()
    .waitFor()
  await page.goto(`${app.url}/alerts`)
  const alert = page
    .getByRole('main')
    .getByRole('button', { name: /Crossed/ })
    .first()
  await alert.waitFor()
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByText(/open alerts?$/)
    .waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Acknowledge' }).click()
  await alert.getByText('Acknowledged').waitFor()
})
