import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { buildBudgets } from '#server/budgets/build-budgets.ts'
import { checkForecasts } from '#server/budgets/check-forecasts.ts'
import { extendPeriods } from '#server/budgets/extend-periods.ts'
import { readForecastable } from '#server/budgets/read-forecastable.ts'
import type { AppContext } from '#server/context.ts'
import type { Alert, AlertDetail, AlertPage } from '#shared/api/alerts.ts'
import type { BudgetBurn, BudgetDetail } from '#shared/api/budgets.ts'
import { makeChannel } from '#tests/support/alerts.ts'
import { chatEvent } from '#tests/support/events.ts'
import { connectOther } from '#tests/support/other-instance.ts'
import { adminCookie } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000]

let app: TestApplication
/** Another instance on the same database. */
let other: AppContext
let admin: { headers: { cookie: string } }
beforeAll(async () => {
  app = await startTestApplication()
  other = await connectOther(app)
  admin = { headers: { cookie: await adminCookie(app) } }
  await makeChannel(app.ctx, {
    kind: 'webhook',
    name: 'Web',
    isDefault: true,
    url: 'https://example.com/hook',
  })
  await makeChannel(app.ctx, {
    kind: 'pagerduty',
    name: 'Pager',
    isDefault: true,
    routingKey: 'r'.repeat(32),
  })
})
beforeEach(() => app.setNow(NOW))

/** A project that has spent 0.005615 on each of so many days up to now, at this time of day. */
async function makeSpender(days = 30, msBefore = HOUR_MS) {
  const { project, key } = await createTestProject(app)
  const events = Array.from({ length: days }, (_, daysAgo) =>
    chatEvent({ timestamp: new Date(NOW.getTime() - daysAgo * DAY_MS - msBefore).toISOString() }),
  )
  await send(app, '/v1/events', { key, body: { events } })
  return { projectId: project.id, key }
}

async function makeBudget(body: object): Promise<BudgetDetail> {
  const wanted = { name: 'Search', amountUsd: '0.15', period: 'month', forecastThreshold: 100, ...body }
  const made = await send<BudgetDetail>(app, '/v1/budgets', { ...admin, body: wanted })
  expect(made.status).toBe(201)
  await buildBudgets(app.ctx)
  return made.body
}
const change = (id: string, body: object) =>
  send<BudgetDetail>(app, `/v1/budgets/${id}`, { ...admin, method: 'PATCH', body })
const alertsOf = async (budget: string): Promise<Alert[]> =>
  (await send<AlertPage>(app, `/v1/alerts?kind=forecast&budget=${budget}`, admin)).body.data
const states = async (budget: string) => (await alertsOf(budget)).map(({ state }) => state)

test('a month on course for more than its amount is told once, with what the burn chart expects', async () => {
  const { projectId } = await makeSpender()
  const { id } = await makeBudget({ projectId, owner: 'Platform' })
  await Promise.all([checkForecasts(app.ctx), checkForecasts(other), checkForecasts(app.ctx)])
  app.setNow(new Date(NOW.getTime() + HOUR_MS))
  await checkForecasts(other)
  const alerts = await alertsOf(id)
  expect(alerts).toHaveLength(1)
  const [alert] = alerts
  app.setNow(NOW)
  const { forecast } = (await send<BudgetBurn>(app, `/v1/budgets/${id}/burn`, admin)).body
  expect(alert).toMatchObject({
    kind: 'forecast',
    state: 'firing',
    severity: 'warning',
    threshold: 100,
    path: `/budgets/${id}`,
    facts: {
      spentUsd: '0.10107',
      amountUsd: '0.15',
      forecastUsd: forecast!.at(-1)!.spentUsd,
      forecastLowUsd: forecast!.at(-1)!.lowUsd,
      owner: 'Platform',
    },
  })
  expect(alert!.text).toMatch(/^On course for \$0\.17 of \$0\.15 by Nov 30 \(everything\)\. Likely between/)
  // A pager wakes nobody for what may come.
  const { messages } = (await send<AlertDetail>(app, `/v1/alerts/${alert!.id}`, admin)).body
  expect(messages.map(({ channel, kind }) => [channel.name, kind])).toEqual([['Web', 'fired']])
})

test('it is over when the pace is, and is told no second time in its period', async () => {
  const { projectId } = await makeSpender()
  const { id } = await makeBudget({ projectId })
  await checkForecasts(app.ctx)
  app.setNow(new Date('2026-11-29T12:00:00Z'))
  await checkForecasts(app.ctx)
  expect(await states(id)).toEqual(['resolved'])
  // The same pace as before, as if nothing had stopped.
  app.setNow(NOW)
  await change(id, { thresholds: [100] })
  await checkForecasts(app.ctx)
  expect(await states(id)).toEqual(['resolved'])
  expect((await change(id, { rearm: true })).status).toBe(200)
  await checkForecasts(app.ctx)
  expect(await states(id)).toEqual(['firing', 'resolved'])
})

test('the next month begins with nothing told, and what was open of the last one is over', async () => {
  const { projectId, key } = await makeSpender()
  const { id } = await makeBudget({ projectId })
  await checkForecasts(app.ctx)
  app.setNow(new Date('2026-12-01T12:00:00Z'))
  await extendPeriods(app.ctx)
  await send(app, '/v1/events', { key, body: chatEvent({ timestamp: '2026-12-01T11:00:00Z' }) })
  await checkForecasts(app.ctx)
  expect(await states(id)).toEqual(['resolved'])
})

test('below seven days of data, and early in a period, nothing is said', async () => {
  const fresh = await makeSpender(6)
  const young = await makeBudget({ projectId: fresh.projectId, amountUsd: '0.04' })
  const { projectId } = await makeSpender(30, 14.2 * HOUR_MS)
  const early = await makeBudget({ projectId, amountUsd: '0.0001', thresholds: [900], period: 'day' })
  app.setNow(new Date('2026-11-18T05:59:00Z'))
  await checkForecasts(app.ctx)
  app.setNow(NOW)
  await checkForecasts(app.ctx)
  expect([await states(young.id), await states(early.id)]).toEqual([[], []])
})

test('a day is expected by its hours: what is usually spent by now is not expected again', async () => {
  const morning = await makeSpender(30, 8 * HOUR_MS)
  const calm = await makeBudget({ projectId: morning.projectId, period: 'day', amountUsd: '0.006' })
  const { projectId, key } = await makeSpender(30, 1 * HOUR_MS)
  const evening = Array.from({ length: 29 }, (_, i) =>
    chatEvent({ timestamp: new Date(NOW.getTime() - (i + 1) * DAY_MS + 6 * HOUR_MS).toISOString() }),
  )
  await send(app, '/v1/events', { key, body: { events: evening } })
  const busy = await makeBudget({ projectId, period: 'day', amountUsd: '0.01' })
  await checkForecasts(app.ctx)
  expect([await states(calm.id), await states(busy.id)]).toEqual([[], ['firing']])
})

test('a paused budget tells nothing, a removed one ends what it told, and an edit overtakes it', async () => {
  const { projectId } = await makeSpender()
  const { id } = await makeBudget({ projectId })
  await change(id, { paused: true })
  await checkForecasts(app.ctx)
  expect(await states(id)).toEqual([])
  await change(id, { paused: false })
  await checkForecasts(app.ctx)
  await change(id, { forecastThreshold: null })
  await checkForecasts(app.ctx)
  expect(await states(id)).toEqual(['superseded'])
  const next = await makeBudget({ projectId })
  await checkForecasts(app.ctx)
  await send(app, `/v1/budgets/${next.id}`, { ...admin, method: 'DELETE' })
  expect(await states(next.id)).toEqual(['superseded'])
  const [waiting] = await app.ctx.db.execute(sql`
    select count(*)::int as n from deliveries d join alerts a on a.id = d.alert_id
    where a.budget_id = ${Number(next.id)} and d.state = 'pending'`)
  expect(waiting).toEqual({ n: 0 })
})

test('a budget whose forecast fails keeps nobody else from being told', async () => {
  const { projectId } = await makeSpender()
  const [broken, sound] = [await makeBudget({ projectId }), await makeBudget({ projectId })]
  await app.ctx.db.execute(sql`update budgets set scope = '{"team": null}' where id = ${Number(broken.id)}`)
  await expect(checkForecasts(app.ctx)).rejects.toThrow()
  expect([await states(broken.id), await states(sound.id)]).toEqual([[], ['firing']])
  await send(app, `/v1/budgets/${broken.id}`, { ...admin, method: 'DELETE' })
})

test('a period that ends at the second midnight of a night ends with the day before', async () => {
  const { project, key } = await createTestProject(app)
  app.setNow(new Date('2025-11-01T20:00:00Z'))
  await send(app, '/v1/events', { key, body: chatEvent({ timestamp: '2025-11-01T19:00:00Z' }) })
  const { id } = await makeBudget({ projectId: project.id, period: 'day', timeZone: 'America/Havana' })
  const rows = await readForecastable(app.ctx, app.ctx.clock())
  const { days, period } = rows.find(({ budget }) => budget.id === id)!
  expect(new Date(period.end).toISOString()).toBe('2025-11-02T05:00:00.000Z')
  expect(days).toEqual({ from: '2025-11-01', to: '2025-11-01' })
})
