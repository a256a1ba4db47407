import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { createBudget } from '#server/budgets/create-budget.ts'
import { sweepBudgets } from '#server/budgets/watch-budgets.ts'
import { CreateBudget } from '#shared/api/budgets.ts'
import { deliverAll, makeChannel, passTime } from '#tests/support/alerts.ts'
import { chatEvent } from '#tests/support/events.ts'
import { openPages } from '#tests/support/open-pages.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { ADMIN } from '#tests/support/sign-in.ts'
import { createTestProject, send, type TestApplication } from '#tests/support/test-application.ts'

let app: TestApplication
let page: Page
const opened = openPages({ config: { allowedPrivateCidrs: ['127.0.0.0/8'] }, fill })
beforeEach(() => {
  ;({ app, page } = opened())
})

async function fill(application: TestApplication): Promise<void> {
  const { key } = await createTestProject(application)
  const body = chatEvent({ usage: undefined, costUsd: 60 })
  expect((await send(application, '/v1/events', { key, body })).status).toBe(200)
}

const main = () => page.getByRole('main')
const dialog = () => page.getByRole('dialog')
const channelRow = (name: string) => page.getByRole('row').filter({ hasText: name })
const alertButton = (name: string) => main().getByRole('button', { name: new RegExp(`${name}: 100 %`) })
const act = async (name: string, item: string) => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** A budget of which all is spent, whose alert waits to be sent to a receiver of its own. */
async function makeOverrun(name: string): Promise<{ receiver: Receiver; budgetId: string }> {
  const receiver = await startReceiver()
  const channel = { kind: 'webhook', name: `App of ${name}`, isDefault: false, url: receiver.url } as const
  const channelIds = [String((await makeChannel(app.ctx, channel)).id)]
  const wanted = CreateBudget.parse({ name, amountUsd: '55', channelIds })
  const { id } = await createBudget(app.ctx, wanted, ADMIN.email)
  await sweepBudgets(app.ctx)
  return { receiver, budgetId: id }
}

/** Until the receiver has refused it so often that it is given up. */
async function letItDie({ receiver, budgetId }: { receiver: Receiver; budgetId: string }): Promise<void> {
  const letters = await app.ctx.db.execute<{ id: number }>(sql`
    select d.id::int from deliveries d join alerts a on a.id = d.alert_id where a.budget_id = ${Number(budgetId)}`)
  receiver.answer((response) => response.writeHead(400).end('no'))
  for (let attempt = 0; attempt < 3; attempt++) {
    await deliverAll(app.ctx)
    await passTime(
      app.ctx,
      letters.map(({ id }) => id),
    )
  }
  receiver.answer((response) => response.end('ok'))
}

const sentIds = ({ received }: Receiver) => new Set(received.map(({ headers }) => headers['webhook-id']))

test('a rule is made, edited, paused and removed', async () => {
  await page.goto(`${app.url}/alerts/rules`)
  await page.getByText('None yet.').waitFor()
  await page.getByRole('button', { name: 'New rule' }).click()
  await page.getByRole('menuitem', { name: /^Spike/ }).click()
  await dialog().getByLabel('At least USD').fill('25')
  await dialog().getByRole('button', { name: 'Add rule' }).click()
  const rule = main().getByRole('listitem').filter({ hasText: 'Spike' })
  await rule.getByText('A day costs 2 times the usual, at least $25.00 by 50 requests').waitFor()
  await rule.getByText('All projects · default channels').waitFor()
  await act('Spike, All projects', 'Edit…')
  expect(await dialog().getByLabel('At least USD').inputValue()).toBe('25')
  await dialog().getByLabel('Times the usual day').fill('3.5')
  await dialog().getByRole('button', { name: 'Save' }).click()
  await rule.getByText('A day costs 3.5 times the usual').waitFor()
  await act('Spike, All projects', 'Pause')
  await rule.getByText('Paused').waitFor()
  await page.reload()
  await rule.getByText('Paused').waitFor()
  await act('Spike, All projects', 'Resume')
  await expect.poll(() => rule.getByText('Paused').count()).toBe(0)
  await act('Spike, All projects', 'Remove…')
  await dialog().getByRole('button', { name: 'Remove rule' }).click()
  await page.getByText('None yet.').waitFor()
})

test('a test of a channel tells what its receiver really answered, good or bad', async () => {
  const { receiver } = await makeOverrun('Tested')
  await page.goto(`${app.url}/alerts/channels`)
  await act('App of Tested', 'Send a test')
  await dialog().getByText('Delivered').waitFor()
  await dialog().getByText('Status 200').waitFor()
  receiver.answer((response) => response.writeHead(503).end())
  await dialog().getByRole('button', { name: 'Send again' }).click()
  await dialog().getByText('Failed').waitFor()
  await dialog().getByText('It answered 503.').waitFor()
  const types = receiver.received.map(({ body }) => JSON.parse(body).type)
  expect(types.filter((type) => type === 'test')).toHaveLength(2)
  await dialog().getByRole('button', { name: 'Done' }).click()
  await channelRow('App of Tested').getByText('Last attempt failed').waitFor()
})

test('a message that was given up is sent again from the page of its budget, under its old id', async () => {
  const overrun = await makeOverrun('Given up')
  await letItDie(overrun)
  await page.goto(`${app.url}/budgets/${overrun.budgetId}`)
  const crossings = page.getByRole('region', { name: 'Crossings and messages' })
  const open = () => crossings.getByRole('button', { name: /Given up: 100 %/ }).click()
  await open()
  const messages = page.getByRole('region', { name: 'Messages', exact: true })
  await expect.poll(() => messages.getByText('It answered 400.').count()).toBe(3)
  await messages.getByRole('button', { name: 'Send again' }).click()
  await messages.getByText('On its way', { exact: true }).waitFor()
  await deliverAll(app.ctx)
  await page.reload()
  await open()
  await messages.getByText('Delivered', { exact: true }).waitFor()
  expect(overrun.receiver.received).toHaveLength(4)
  expect(sentIds(overrun.receiver).size).toBe(1)
})

test('a channel lists what it gave up, until that is sent again', async () => {
  const overrun = await makeOverrun('Listed')
  await letItDie(overrun)
  await page.goto(`${app.url}/alerts/channels`)
  await channelRow('App of Listed').getByText('1 given up').waitFor()
  await act('App of Listed', 'Messages given up…')
  await dialog().getByText('Listed: 100 % of $55.00 is spent').waitFor()
  await dialog()
    .getByText(/ · 3 attempts\. It answered 400\.$/)
    .waitFor()
  await dialog().getByRole('button', { name: 'Send again' }).click()
  await dialog().getByText('None is left.').waitFor()
  await deliverAll(app.ctx)
  expect(sentIds(overrun.receiver).size).toBe(1)
  await page.reload()
  await channelRow('App of Listed').getByText('Works').waitFor()
})

test('an alert is put off, then taken up, and tells by whom', async () => {
  const { receiver } = await makeOverrun('Taken up')
  await page.goto(`${app.url}/alerts`)
  const alert = alertButton('Taken up')
  await alert.click()
  await page.getByRole('button', { name: 'Snooze' }).click()
  await page.getByRole('menuitem', { name: 'For 4 hours' }).click()
  await alert.getByText('Snoozed').waitFor()
  await page.getByText('Snoozed until').waitFor()
  await deliverAll(app.ctx)
  await page.getByRole('button', { name: 'Acknowledge' }).click()
  await alert.getByText('Acknowledged').waitFor()
  await main()
    .getByText(new RegExp(`by ${ADMIN.email}$`))
    .waitFor()
  await page
    .getByRole('region', { name: 'Messages', exact: true })
    .getByText('Cancelled', { exact: true })
    .waitFor()
  expect(receiver.received).toEqual([])
})
