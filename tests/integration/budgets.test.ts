import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { extendPeriods } from '#server/budgets/extend-periods.ts'
import type { Budget, BudgetDetail } from '#shared/api/budgets.ts'
import { CHAT_EVENT_USD, chatEvent } from '#tests/support/events.ts'
import { adminCookie, createMember } from '#tests/support/sign-in.ts'
import {
  createTestProject,
  send,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')

let app: TestApplication
let cookie: string
beforeAll(async () => {
  app = await startTestApplication()
  cookie = await adminCookie(app)
  app.setNow(NOW)
})

type Who = { key: string } | { headers: { cookie: string } }
const admin = () => ({ headers: { cookie } })
const create = (who: Who, body: object) =>
  send<BudgetDetail & { code: string; pointer: string }>(app, '/v1/budgets', {
    ...who,
    body: { name: 'Daily', amountUsd: '10', ...body },
  })
const change = (who: Who, id: string, body: object) =>
  send<BudgetDetail>(app, `/v1/budgets/${id}`, { ...who, method: 'PATCH', body })
const read = async (who: Who, id: string) => (await send<BudgetDetail>(app, `/v1/budgets/${id}`, who)).body
const list = async (who: Who) => (await send<{ data: Budget[] }>(app, '/v1/budgets', who)).body.data
const post = (key: string, event: Record<string, unknown>) =>
  send(app, '/v1/events', { key, body: chatEvent(event) })

test('a budget counts what was spent before it was made, and what comes after, in the days of its zone', async () => {
  const { project, key } = await createTestProject(app)
  // 14:20 UTC is 20:05 in Kathmandu, where the day began at 18:15 UTC.
  await post(key, { timestamp: '2026-11-17T18:14:59.999Z' })
  await post(key, { timestamp: '2026-11-17T18:15:00.000Z' })
  const made = await create(admin(), { projectId: project.id, timeZone: 'Asia/Kathmandu', amountUsd: '0.02' })
  expect(made).toMatchObject({
    status: 201,
    body: { hasMatched: true, thresholds: [50, 80, 100], current: { start: '2026-11-17T18:15:00Z' } },
  })
  expect(made.body.current).toMatchObject({
    end: '2026-11-18T18:15:00Z',
    spentUsd: CHAT_EVENT_USD,
    requests: 1,
  })
  await post(key, { timestamp: NOW.toISOString() })
  const budget = await read(admin(), made.body.id)
  expect(budget.current).toMatchObject({ spentUsd: '0.01123', requests: 2, ratio: 0.5615, state: 'warning' })
  expect(budget.current!.elapsed).toBeCloseTo(0.837, 2)
  expect(budget.periods).toMatchObject([{ start: '2026-11-16T18:15:00Z', spentUsd: CHAT_EVENT_USD }])
})

test('a scope that nothing has ever matched is said so at once, and counts as soon as something does', async () => {
  const { project, key } = await createTestProject(app)
  await post(key, { timestamp: NOW.toISOString(), team: 'search' })
  const scope = { team: ['serach'], model: ['gpt-4o'] }
  const { body } = await create(admin(), { projectId: project.id, scope })
  expect(body).toMatchObject({ hasMatched: false, current: { spentUsd: '0', state: 'ok' } })
  await post(key, { timestamp: NOW.toISOString(), team: 'serach' })
  expect(await read(admin(), body.id)).toMatchObject({
    hasMatched: true,
    current: { spentUsd: CHAT_EVENT_USD, requests: 1 },
  })
})

test('a budget with groups has a counter for each, and says which one is over', async () => {
  const { project, key } = await createTestProject(app)
  for (const userId of ['ann', 'ann', 'bob']) await post(key, { timestamp: NOW.toISOString(), userId })
  await post(key, { timestamp: NOW.toISOString(), userId: 'cy', model: 'nobody-knows-it' })
  const { body } = await create(admin(), { projectId: project.id, groupBy: 'user', amountUsd: '0.01' })
  expect(body.current).toMatchObject({
    groups: 3,
    groupsOver: 1,
    ratio: 1.123,
    state: 'over',
    unpricedEvents: 1,
  })
  expect(body.groups).toMatchObject([
    { key: 'ann', spentUsd: '0.01123', state: 'over' },
    { key: 'bob', spentUsd: CHAT_EVENT_USD, state: 'warning' },
    { key: 'cy', spentUsd: '0', unpricedEvents: 1, state: 'ok' },
  ])
})

test('an edit of what it counts is counted anew from the events; a new name is only a new name', async () => {
  const { project, key } = await createTestProject(app)
  for (const team of ['red', 'red', 'blue']) await post(key, { timestamp: NOW.toISOString(), team })
  const { id } = (await create(admin(), { projectId: project.id, scope: { team: ['red'] } })).body
  const arming = async () => {
    const [row] = await app.ctx.db.execute(sql`select arming from budgets where id = ${Number(id)}`)
    return row!.arming
  }
  const renamed = await change(admin(), id, { name: 'Renamed', scope: { team: ['red'] }, amountUsd: '10.00' })
  expect(renamed.body).toMatchObject({ name: 'Renamed', current: { requests: 2 } })
  expect(await arming()).toBe(1)
  const moved = await change(admin(), id, {
    scope: { team: ['blue'] },
    period: 'month',
    timeZone: 'America/New_York',
  })
  expect(moved.body.current).toMatchObject({
    start: '2026-11-01T04:00:00Z',
    end: '2026-12-01T05:00:00Z',
    requests: 1,
  })
  expect(await arming()).toBe(2)
  await change(admin(), id, { period: 'cycle', cycleDay: 19 })
  expect((await read(admin(), id)).current).toMatchObject({
    start: '2026-10-19T04:00:00Z',
    end: '2026-11-19T05:00:00Z',
  })
  const daily = await change(admin(), id, { period: 'day' })
  expect(daily.body).toMatchObject({ period: 'day', cycleDay: null })
})

test('coming periods are there before they begin, and those of a time off are counted afterwards', async () => {
  const { project, key } = await createTestProject(app)
  const { id } = (await create(admin(), { projectId: project.id })).body
  const bounds = async () => {
    const rows = await app.ctx.db.execute<{ day: string; isBuilt: boolean }>(sql`
      select to_char(starts_at at time zone 'UTC', 'MM-DD') as day, built_bucket is null as "isBuilt"
      from budget_periods where budget_id = ${Number(id)} order by starts_at`)
    return rows.map(({ day, isBuilt }) => (isBuilt ? day : `${day}?`))
  }
  expect(await bounds()).toEqual(['11-17', '11-18', '11-19', '11-20', '11-21'])
  app.setNow(new Date('2026-11-24T08:00:00Z'))
  await post(key, { timestamp: '2026-11-23T12:00:00Z' })
  await extendPeriods(app.ctx)
  expect((await bounds()).slice(5)).toEqual(['11-22?', '11-23?', '11-24?', '11-25', '11-26', '11-27'])
  await extendPeriods(app.ctx)
  expect(await bounds()).toHaveLength(11)
  app.setNow(NOW)
})

test('who sees some projects sees their budgets; viewers and keys change what their rights allow', async () => {
  const [mine, other] = [await createTestProject(app, ['read', 'write']), await createTestProject(app)]
  const everywhere = (await create(admin(), { name: 'everywhere' })).body
  const hidden = (await create(admin(), { projectId: other.project.id })).body
  const own = (await create({ key: mine.key }, { name: 'own' })).body
  expect(own.projectId).toBe(mine.project.id)
  const viewer = await createMember(app, { role: 'viewer', projects: [mine.project.id] })
  const looking = { headers: { cookie: viewer.cookie } }
  expect((await list(looking)).map(({ name }) => name)).toEqual(['own'])
  expect((await list(admin())).map(({ id }) => id)).toEqual(
    expect.arrayContaining([everywhere.id, hidden.id]),
  )
  expect((await change(looking, own.id, { name: 'x' })).status).toBe(403)
  expect((await change({ key: mine.key }, hidden.id, { name: 'x' })).status).toBe(404)
  expect((await create({ key: other.key }, {})).status).toBe(403)
  expect((await change({ key: mine.key }, own.id, { projectId: null })).status).toBe(403)
  const remove = (who: Who, id: string) => send(app, `/v1/budgets/${id}`, { ...who, method: 'DELETE' })
  expect((await remove({ key: mine.key }, own.id)).status).toBe(204)
  expect((await remove({ key: mine.key }, own.id)).status).toBe(404)
  expect(await list(looking)).toEqual([])
})

test.each([
  [{ amountUsd: '0.000' }, '/amountUsd'],
  [{ amountUsd: '1e3' }, '/amountUsd'],
  [{ period: 'cycle' }, '/cycleDay'],
  [{ cycleDay: 3 }, '/cycleDay'],
  [{ scope: { project: ['1'] } }, '/scope/project'],
  [{ scope: { team: [] } }, '/scope/team'],
  [{ scope: { 'tag:customer': ['acme'] } }, '/scope'],
  [{ groupBy: 'tag:customer' }, '/groupBy'],
  [{ groupBy: 'team', forecastThreshold: 100 }, '/forecastThreshold'],
  [{ groupBy: 'team', scope: { team: ['red'] } }, '/groupBy'],
  [{ channelIds: ['999'] }, '/channelIds'],
  [{ thresholds: [0] }, '/thresholds/0'],
  [{ silence: { from: '24:00', until: '07:00' } }, '/silence/from'],
  [{ url: 'javascript:alert(1)' }, '/url'],
  [{ colour: 'red' }, ''],
])('%j is refused', async (body, pointer) => {
  const answer = await create(admin(), body)
  expect(answer).toMatchObject({ status: 422, body: { pointer } })
})

test('a zone that is none, and a project that is none, are refused', async () => {
  expect((await create(admin(), { timeZone: 'GMT+5' })).status).toBe(400)
  expect((await create(admin(), { projectId: '999999' })).status).toBe(404)
})
