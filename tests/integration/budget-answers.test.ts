import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { budgetStatus } from '#server/budgets/budget-status.ts'
import { buildBudgets } from '#server/budgets/build-budgets.ts'
import type { BudgetBurn, BudgetDetail, BudgetPreview, BudgetStatus } from '#shared/api/budgets.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { adminCookie, createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const DAY_MS = 86_400_000

let app: TestApplication
let admin: { headers: { cookie: string } }
beforeAll(async () => {
  app = await startTestApplication()
  admin = { headers: { cookie: await adminCookie(app) } }
})
beforeEach(() => app.setNow(NOW))

const post = (key: string, events: Record<string, unknown>[]) =>
  send(app, '/v1/events', { key, body: { events: events.map((event) => chatEvent(event)) } })
const at = (daysAgo: number, ms = 0) => new Date(NOW.getTime() - daysAgo * DAY_MS + ms).toISOString()
const create = async (body: object) =>
  (
    await send<BudgetDetail>(app, '/v1/budgets', {
      ...admin,
      body: { name: 'b', amountUsd: '0.01', ...body },
    })
  ).body
const preview = (body: object) =>
  send<BudgetPreview & { code: string }>(app, '/v1/budgets/preview', {
    ...admin,
    body: { amountUsd: '0.01', ...body },
  })
const status = (id: string, query = '') => send<BudgetStatus>(app, `/v1/budgets/${id}/status?${query}`, admin)
const burn = (id: string, query = '') => send<BudgetBurn>(app, `/v1/budgets/${id}/burn?${query}`, admin)

test('a preview tells on which days somebody would have been told, and of what', async () => {
  const { project, key } = await createTestProject(app)
  const days = [
    ...Array.from({ length: 2 }, () => ({ timestamp: at(89), team: 'red' })),
    ...Array.from({ length: 2 }, () => ({ timestamp: at(90), team: 'red' })),
    { timestamp: at(7), team: 'red' },
    { timestamp: at(0), team: 'blue' },
  ]
  await post(key, days)
  const answer = await preview({ projectId: project.id })
  expect(answer.body).toMatchObject({
    from: '2026-08-21',
    to: '2026-11-18',
    timeZone: 'UTC',
    hasMatched: true,
    fired: 3,
    requests: 4,
  })
  const half = { spentUsd: CHAT_EVENT_USD, forecastUsd: null }
  expect(answer.body.firings).toEqual([
    { day: '2026-11-18', periodDay: '2026-11-18', group: null, threshold: 50, ...half },
    { day: '2026-11-11', periodDay: '2026-11-11', group: null, threshold: 50, ...half },
    { day: '2026-08-21', periodDay: '2026-08-21', group: null, threshold: 100, ...half, spentUsd: '0.01123' },
  ])
  // The month of the first day is looked at whole: the day before had spent half of the amount already.
  const monthly = await preview({
    projectId: project.id,
    period: 'month',
    thresholds: [100],
    amountUsd: '0.02',
  })
  expect(monthly.body.firings).toMatchObject([
    { day: '2026-08-21', periodDay: '2026-08-01', spentUsd: '0.02246' },
  ])
  const byTeam = await preview({ projectId: project.id, groupBy: 'team', thresholds: [100] })
  expect(byTeam.body.firings).toMatchObject([{ day: '2026-08-21', group: 'red', threshold: 100 }])
  const none = await preview({ projectId: project.id, scope: { team: ['green'] } })
  expect(none.body).toMatchObject({ hasMatched: false, fired: 0, firings: [], spentUsd: '0' })
  expect((await preview({ groupBy: 'tag:nobody' })).status).toBe(422)
})

test('a preview tells when the month was on course for too much, by what was known on that day', async () => {
  const { project, key } = await createTestProject(app)
  await post(
    key,
    Array.from({ length: 70 }, (_, daysAgo) => ({ timestamp: at(daysAgo) })),
  )
  const asked = { projectId: project.id, period: 'month', thresholds: [100], amountUsd: '0.16' }
  const { firings } = (await preview({ ...asked, forecastThreshold: 100 })).body
  const told = firings.map(({ day, forecastUsd }) => [day, forecastUsd !== null])
  // September began with days of nothing; what was expected of October came on the 29th.
  expect(told).toEqual([
    ['2026-11-01', true],
    ['2026-10-29', false],
    ['2026-10-01', true],
  ])
  expect(Number(firings[0]!.forecastUsd)).toBeCloseTo(30 * Number(CHAT_EVENT_USD), 3)
  expect((await preview({ ...asked, groupBy: 'team', forecastThreshold: 100 })).status).toBe(422)
})

test('the status is answered from memory, and says how old it is', async () => {
  const { project, key } = await createTestProject(app)
  const { id } = await create({ projectId: project.id })
  await post(key, [{ timestamp: NOW.toISOString() }])
  expect((await status(id)).body).toEqual({
    budgetId: id,
    group: null,
    spentUsd: CHAT_EVENT_USD,
    amountUsd: '0.01',
    ratio: 0.5615,
    state: 'warning',
    isPaused: false,
    periodStart: '2026-11-18T00:00:00Z',
    periodEnd: '2026-11-19T00:00:00Z',
    unpricedEvents: 0,
    age: 0,
  })
  await post(key, [{ timestamp: NOW.toISOString() }])
  app.setNow(new Date(NOW.getTime() + 900))
  expect((await status(id)).body).toMatchObject({ spentUsd: CHAT_EVENT_USD, age: 0.9 })
  // Whoever asks after a second is answered at once, and has it read again for those who come next.
  app.setNow(new Date(NOW.getTime() + 1_100))
  expect((await status(id)).body).toMatchObject({ spentUsd: CHAT_EVENT_USD, age: 1.1 })
  await expect.poll(async () => (await status(id)).body.spentUsd).toBe('0.01123')
  const budget = `/v1/budgets/${id}`
  await send(app, budget, { ...admin, method: 'DELETE' })
  app.setNow(new Date(NOW.getTime() + 60_000))
  expect((await status(id)).status).toBe(404)
})

test('the status of a group, and of the one that has spent most', async () => {
  const { project, key } = await createTestProject(app)
  const { id } = await create({ projectId: project.id, groupBy: 'user' })
  await post(
    key,
    [{ userId: 'ann' }, { userId: 'ann' }, { userId: 'bob' }].map((event) => ({
      ...event,
      timestamp: NOW.toISOString(),
    })),
  )
  expect((await status(id)).body).toMatchObject({ group: null, spentUsd: '0.01123', state: 'over' })
  expect((await status(id, 'group=bob')).body).toMatchObject({ group: 'bob', spentUsd: CHAT_EVENT_USD })
  expect((await status(id, 'group=cy')).body).toMatchObject({ group: 'cy', spentUsd: '0', state: 'ok' })
})

test('what one instance remembers for some is not told to others', async () => {
  const { project } = await createTestProject(app)
  const other = await createTestProject(app)
  const { id } = await create({ projectId: project.id })
  expect((await status(id)).status).toBe(200)
  expect((await send(app, `/v1/budgets/${id}/status`, { key: other.key })).status).toBe(404)
  const viewer = await createMember(app, { role: 'viewer', projects: [other.project.id] })
  expect((await send(app, `/v1/budgets/${id}/status`, { headers: { cookie: viewer.cookie } })).status).toBe(
    404,
  )
})

test('a thousand questions a second are answered in less than 5 ms each', async () => {
  const { project } = await createTestProject(app, ['read'])
  const { id } = await create({ projectId: project.id })
  app.setNow(new Date())
  await status(id)
  const times: number[] = []
  for (let i = 0; i < 1_000; i++) {
    const start = performance.now()
    await budgetStatus(app.ctx, id, null)
    times.push(performance.now() - start)
  }
  expect(times.sort((a, b) => a - b)[990]).toBeLessThan(5)
})

test('the burn of a day grows by the hour, that of a month by the day, with what is expected', async () => {
  const { project, key } = await createTestProject(app)
  const perDay = Array.from({ length: 30 }, (_, daysAgo) => ({ timestamp: at(daysAgo, -3_600_000) }))
  await post(key, perDay)
  const daily = (await burn((await create({ projectId: project.id })).id)).body
  expect(daily).toMatchObject({ start: '2026-11-18T00:00:00Z', end: '2026-11-19T00:00:00Z', group: null })
  expect(daily.points).toHaveLength(15)
  expect(daily.points[12]).toEqual({ at: '2026-11-18T13:00:00.000Z', spentUsd: '0' })
  expect(daily.points.at(-1)).toEqual({ at: NOW.toISOString(), spentUsd: CHAT_EVENT_USD })
  // Every day before it had spent all by then.
  expect(daily.forecast!.at(-1)).toMatchObject({
    at: '2026-11-19T00:00:00.000Z',
    spentUsd: CHAT_EVENT_USD,
  })

  const { id } = await create({ projectId: project.id, period: 'month', timeZone: 'Asia/Kathmandu' })
  await buildBudgets(app.ctx)
  const month = (await send<BudgetDetail>(app, `/v1/budgets/${id}`, admin)).body
  const { points, forecast, end } = (await burn(month.id)).body
  expect(points).toHaveLength(18)
  expect(points[0]).toEqual({ at: '2026-11-01T18:15:00.000Z', spentUsd: CHAT_EVENT_USD })
  expect(points.at(-1)).toEqual({ at: NOW.toISOString(), spentUsd: '0.10107' })
  expect(points.at(-1)!.spentUsd).toBe(month.current!.spentUsd)
  expect(forecast!.at(-1)!.at).toBe(end.replace('Z', '.000Z'))
  const [low, expected, high] = (['lowUsd', 'spentUsd', 'highUsd'] as const).map((name) =>
    Number(forecast!.at(-1)![name]),
  )
  expect(expected).toBeGreaterThan(0.15)
  expect(expected).toBeLessThan(0.18)
  expect(low).toBeLessThan(expected!)
  expect(high).toBeGreaterThan(expected!)

  const before = (await burn(month.id, `period=${month.periods[0]!.start}`)).body
  expect(before).toMatchObject({ end: month.current!.start, forecast: null })
  expect(before.points.at(-1)!.spentUsd).toBe(month.periods[0]!.spentUsd)
  expect((await burn(month.id, 'period=2026-01-01T00:00:00Z')).status).toBe(404)
})

test('what is expected of a day follows its hours, up to what the forecast decides by', async () => {
  const { project, key } = await createTestProject(app)
  // At 13:20 and 20:20.
  const perDay = Array.from({ length: 30 }, (_, daysAgo) => [
    { timestamp: at(daysAgo, -3_600_000) },
    ...(daysAgo > 0 ? [{ timestamp: at(daysAgo, 6 * 3_600_000) }] : []),
  ])
  await post(key, perDay.flat())
  const { forecast } = (await burn((await create({ projectId: project.id })).id)).body
  const hours = forecast!.map(({ at: instant, spentUsd }) => [instant.slice(11, 16), spentUsd])
  const twice = '0.01123'
  expect(hours).toEqual([
    ...['15:00', '16:00', '17:00', '18:00', '19:00', '20:00'].map((hour) => [hour, CHAT_EVENT_USD]),
    ...['21:00', '22:00', '23:00', '00:00'].map((hour) => [hour, twice]),
  ])
})

test('the burn of a budget with groups is that of one of them', async () => {
  const { project, key } = await createTestProject(app)
  await post(
    key,
    [{ team: 'red' }, { team: 'red' }, { team: 'blue' }].map((event) => ({
      ...event,
      timestamp: NOW.toISOString(),
    })),
  )
  const { id } = await create({ projectId: project.id, groupBy: 'team' })
  const last = async (query = '') => {
    const { group, points } = (await burn(id, query)).body
    return { group, spentUsd: points.at(-1)!.spentUsd }
  }
  expect(await last()).toEqual({ group: 'red', spentUsd: '0.01123' })
  expect(await last('group=blue')).toEqual({ group: 'blue', spentUsd: CHAT_EVENT_USD })
})

test('while it is counted, what is spent is not known', async () => {
  const { project } = await createTestProject(app)
  const { id } = await create({ projectId: project.id })
  await app.ctx.db.execute(sql`update budget_periods set built_bucket = 1 where budget_id = ${Number(id)}`)
  expect((await status(id)).body).toMatchObject({
    state: 'counting',
    spentUsd: null,
    ratio: null,
    periodStart: null,
  })
  expect((await send<BudgetDetail>(app, `/v1/budgets/${id}`, admin)).body.current).toBeNull()
})
