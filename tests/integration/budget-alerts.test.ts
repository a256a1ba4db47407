import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { connectApplication } from '#server/application.ts'
import { checkBudgets } from '#server/budgets/check-budgets.ts'
import { createBudget } from '#server/budgets/create-budget.ts'
import { extendPeriods } from '#server/budgets/extend-periods.ts'
import { removeBudget } from '#server/budgets/remove-budget.ts'
import { updateBudget } from '#server/budgets/update-budget.ts'
import { verifyBudgets } from '#server/budgets/verify-budgets.ts'
import type { AppContext } from '#server/context.ts'
import { ingestEvents } from '#server/ingest/ingest-events.ts'
import { createLog } from '#server/log.ts'
import { addPriceOverride } from '#server/prices/edit-price-book.ts'
import { runReprice } from '#server/prices/run-reprice.ts'
import { CreateBudget, UpdateBudget } from '#shared/api/budgets.ts'
import { CreatePriceOverride, RepriceFilter } from '#shared/api/prices.ts'
import { afterFile } from '#tests/support/after-file.ts'
import { chatEvent } from '#tests/support/events.ts'
import {
  createTestProject,
  startTestApplication,
  type TestApplication,
} from '#tests/support/test-application.ts'

const NOW = new Date('2026-11-18T14:20:30.000Z')
const ACTOR = 'ann@example.com'
const HOUR = 3_600_000

let app: TestApplication
/** Another instance on the same database. */
let other: AppContext
let projectId: string
beforeAll(async () => {
  app = await startTestApplication()
  const { config, clock, databaseClock } = app.ctx
  const application = await connectApplication({
    config,
    address: app.address,
    log: createLog('fatal'),
    clock,
    databaseClock,
  })
  afterFile(application.close)
  other = application.ctx
  await app.ctx.db.execute(sql`
    insert into channels (name, kind, settings, created_by, is_default)
    values ('default', 'webhook', '{}', 'ann', true), ('special', 'webhook', '{}', 'ann', false)`)
})
beforeEach(async () => {
  app.setNow(NOW)
  projectId = (await createTestProject(app)).project.id
})

async function spend(count: number, event: Record<string, unknown> = {}, ctx = app.ctx) {
  const items = Array.from({ length: count }, (_, i) => ({
    pointer: `/${i}`,
    value: chatEvent({ timestamp: ctx.clock().toISOString(), ...event }),
  }))
  const { rejected } = await ingestEvents(ctx, Number(projectId), items)
  expect(rejected).toEqual([])
}

/** Ten events of 0.005615 are its amount. */
const make = (budget: object = {}) =>
  createBudget(
    app.ctx,
    CreateBudget.parse({ name: 'Daily', projectId, amountUsd: '0.05615', ...budget }),
    ACTOR,
  )
const edit = (id: string, change: object) => updateBudget(app.ctx, id, UpdateBudget.parse(change), ACTOR)
const check = (ctx = app.ctx) => checkBudgets(ctx, 'latest')

interface Row extends Record<string, unknown> {
  threshold: number
  state: string
  day: string
  facts: { spentUsd: string; delayedBySeconds?: number; unpricedEvents: number }
  messages:
    | { kind: string; state: string; channel: string; payload: Record<string, unknown>; nextAt: string }[]
    | null
}
const alertsOf = async (budgetId: string) => [
  ...(await app.ctx.db.execute<Row>(sql`
    select threshold, state, to_char(period_start at time zone 'UTC', 'MM-DD"T"HH24:MI') as day, facts, (
      select json_agg(json_build_object('kind', d.kind, 'state', d.state, 'channel', c.name, 'payload', payload,
        'nextAt', to_char(next_at at time zone 'UTC', 'MM-DD"T"HH24:MI')) order by d.id)
      from deliveries d join channels c on c.id = d.channel_id where alert_id = a.id) as messages
    from alerts a where budget_id = ${Number(budgetId)} order by a.period_start, a.threshold, a.id`)),
]
const summary = async (budgetId: string) =>
  (await alertsOf(budgetId)).map(({ threshold, state, messages }) => {
    const sent = (messages ?? []).map((message) => `${message.kind} ${message.state}`)
    return [threshold, state, ...sent].join(' ')
  })
const ALL_AT_ONCE = ['50 recorded', '80 recorded', '100 firing fired pending']

test('one batch that crosses everything is told once, with what is known', async () => {
  const { id } = await make({ owner: 'Platform', url: 'https://example.com/runbook' })
  await spend(10)
  await spend(2, { model: 'nobody-knows-it' })
  await check()
  await check()
  expect(await summary(id)).toEqual(ALL_AT_ONCE)
  const { messages } = (await alertsOf(id))[2]!
  expect(messages).toMatchObject([
    {
      channel: 'default',
      payload: {
        type: 'alert',
        event: 'fired',
        kind: 'budget',
        budget: { id, name: 'Daily' },
        project: { id: projectId },
        threshold: 100,
        path: `/budgets/${id}`,
        periodStart: '2026-11-18T00:00:00.000Z',
        facts: {
          spentUsd: '0.05615',
          amountUsd: '0.05615',
          unpricedEvents: 2,
          owner: 'Platform',
          scope: 'everything',
        },
      },
    },
  ])
  expect(messages![0]!.payload.alertId).toMatch(/^\d+$/)
})

test('however many instances decide while events come in, each threshold is decided once', async () => {
  const ids = await Promise.all([
    make(),
    make({ amountUsd: '14' }),
    make({ groupBy: 'user', amountUsd: '0.3' }),
  ])
  let isOver = false
  const deciding = [app.ctx, other, app.ctx, other].map(async (ctx) => {
    while (!isOver) await checkBudgets(ctx, ctx.touched.take())
  })
  const sending = [app.ctx, other, app.ctx, other].map(async (ctx, sender) => {
    for (let i = 0; i < 10; i++) await spend(125, { userId: `user-${(i + sender) % 5}` }, ctx)
  })
  await Promise.all(sending).finally(() => {
    isOver = true
  })
  await Promise.all(deciding)
  await Promise.all([check(), check(other)])
  for (const { id } of ids) {
    const rows = await app.ctx.db.execute(sql`
      select group_key, threshold, count(*)::int as alerts from alerts where budget_id = ${Number(id)} group by 1, 2`)
    expect(rows.every(({ alerts }) => alerts === 1)).toBe(true)
    expect(new Set(rows.map(({ threshold }) => threshold))).toEqual(new Set([50, 80, 100]))
    const [told] = await app.ctx.db.execute(sql`
      select count(*)::int as messages, count(distinct d.dedup_key)::int as keys, count(distinct (a.group_key, a.threshold))::int as decisions
      from deliveries d join alerts a on a.id = d.alert_id where a.budget_id = ${Number(id)}`)
    expect(told!.messages).toBe(told!.keys)
    expect(told!.messages).toBe(told!.decisions)
  }
  expect(
    (
      await app.ctx.db.execute(
        sql`select count(*)::int as n from alerts where budget_id = ${Number(ids[2]!.id)}`,
      )
    )[0],
  ).toEqual({ n: 15 })
})

test.each([
  ['Asia/Kathmandu', '2026-11-18T18:15:00Z'],
  ['America/New_York', '2026-11-18T05:00:00Z'],
  ['Pacific/Auckland', '2026-11-18T11:00:00Z'],
])('midnight in %s divides what is spent around it, and arms anew', async (timeZone, midnight) => {
  const at = (ms: number) => new Date(Date.parse(midnight) + ms)
  app.setNow(at(-HOUR))
  const { id } = await make({ timeZone })
  app.setNow(at(-1))
  await spend(10)
  await check()
  const before = await summary(id)
  expect(before).toEqual(ALL_AT_ONCE)
  // A clock of an app is 4 minutes ahead: what it sends is of tomorrow, which has not begun.
  await spend(9, { timestamp: at(240_000).toISOString() })
  await check()
  expect(await summary(id)).toEqual(before)
  app.setNow(at(0))
  await spend(1)
  await check()
  const alerts = await alertsOf(id)
  expect(alerts.map(({ state }) => state)).toEqual([
    'recorded',
    'recorded',
    'firing',
    'recorded',
    'recorded',
    'firing',
  ])
  expect(alerts[5]!.facts.spentUsd).toBe('0.05615')
  expect(new Set(alerts.map(({ day }) => day)).size).toBe(2)
})

test('nobody was there for two hours: it is told once, and says how late', async () => {
  const { id } = await make()
  const real = new Date()
  app.setNow(real)
  await extendPeriods(app.ctx)
  const budget = await make({ name: 'now', period: 'month' })
  await spend(10)
  app.setNow(new Date(real.getTime() + 2 * HOUR))
  await check()
  await check(other)
  const late = (await alertsOf(budget.id)).at(-1)!
  expect(late).toMatchObject({ threshold: 100, state: 'firing' })
  expect(Math.abs(late.facts.delayedBySeconds! - 7_200)).toBeLessThan(60)
  await removeBudget(app.ctx, id, ACTOR)
})

test('nobody was there at midnight: yesterday is told once, and today begins with nothing', async () => {
  const { id } = await make()
  await spend(10)
  app.setNow(new Date('2026-11-19T06:00:00Z'))
  await check()
  await check()
  expect(await summary(id)).toEqual(ALL_AT_ONCE)
  expect((await alertsOf(id)).map(({ day }) => day)).toEqual(Array(3).fill('11-18T00:00'))
  await spend(5)
  await check()
  expect((await alertsOf(id)).slice(3)).toMatchObject([
    { threshold: 50, state: 'firing', day: '11-19T00:00' },
  ])
})

test('late events move their own day: told within a day of its end, only recorded after', async () => {
  const { id } = await make()
  app.setNow(new Date('2026-11-19T02:00:00Z'))
  await spend(5, { timestamp: '2026-11-18T23:00:00Z' })
  await check()
  expect(await summary(id)).toEqual(['50 firing fired pending'])
  app.setNow(new Date('2026-11-20T01:00:00Z'))
  await extendPeriods(app.ctx)
  await spend(5, { timestamp: '2026-11-18T23:30:00Z' })
  await checkBudgets(app.ctx, app.ctx.touched.take())
  expect((await summary(id)).slice(1)).toEqual(['80 recorded', '100 recorded'])
})

test('a correction resolves, and the message that nobody got yet is not sent', async () => {
  const told = await make()
  const waiting = await make({
    name: 'waiting',
    channelIds: [
      String((await app.ctx.db.execute(sql`select id from channels where name = 'special'`))[0]!.id),
    ],
  })
  await spend(10)
  await check()
  expect((await alertsOf(waiting.id))[2]!.messages).toMatchObject([{ channel: 'special' }])
  await app.ctx.db.execute(sql`
    update deliveries set state = 'delivered', attempts = 1 where alert_id in (select id from alerts where budget_id = ${Number(told.id)})`)
  for (const { id } of [told, waiting]) await edit(id, { amountUsd: '1000' })
  await check()
  expect(await summary(told.id)).toEqual([
    '50 recorded',
    '80 recorded',
    '100 resolved fired delivered resolved pending',
  ])
  expect(await summary(waiting.id)).toEqual(['50 recorded', '80 recorded', '100 resolved fired cancelled'])
})

test('a paused budget tells nothing, and is decided when it goes on; a removed one sends nothing more', async () => {
  const { id } = await make()
  await edit(id, { paused: true })
  await spend(10)
  await check()
  expect(await summary(id)).toEqual([])
  await edit(id, { paused: false })
  await checkBudgets(app.ctx, app.ctx.touched.take())
  expect(await summary(id)).toEqual(ALL_AT_ONCE)
  await removeBudget(app.ctx, id, ACTOR)
  await spend(10)
  await check()
  expect(await summary(id)).toEqual(['50 recorded', '80 recorded', '100 superseded fired cancelled'])
})

test('an edit between the look and the decision leaves it to the next look', async () => {
  const { id } = await make()
  await spend(10)
  const stale = { ...app.ctx, databaseClock: async () => NOW }
  const db = app.ctx.db
  let looked = false
  const racing = new Proxy(db, {
    get(target, name) {
      if (name !== 'execute') return Reflect.get(target, name)
      return async (query: never) => {
        const rows = await target.execute(query)
        if (!looked) {
          looked = true
          await edit(id, { amountUsd: '100' })
        }
        return rows
      }
    },
  })
  await checkBudgets({ ...stale, db: racing }, 'latest')
  expect(await summary(id)).toEqual([])
})

test('messages of a silence wait for its end, in the days of the zone', async () => {
  const silence = { from: '22:00', until: '07:30' }
  const { id } = await make({ timeZone: 'Asia/Kathmandu', silence })
  app.setNow(new Date('2026-11-18T16:30:00Z')) // 22:15 there
  await spend(10)
  await check()
  expect((await alertsOf(id))[2]!.messages).toMatchObject([{ state: 'pending', nextAt: '11-19T01:45' }])
})

test('a price that appears is counted, and told once', async () => {
  const { id } = await make()
  const model = `m-${projectId}`
  await spend(10, { model })
  await check()
  expect(await summary(id)).toEqual([])
  const rates = { input: '2.50', cacheRead: '1.25', output: '10' }
  const override = CreatePriceOverride.parse({ projectId, provider: 'openai', model, prices: { rates } })
  await addPriceOverride(app.ctx, override, ACTOR)
  await app.ctx.db.execute(sql`
    insert into reprice_runs (filter, state, catalogue, created_by, approved_by, approved_at)
    values (${JSON.stringify(RepriceFilter.parse({ only: 'unpriced', projectId }))}::text::jsonb, 'approved', 'test', 'ann', 'ann', now())`)
  await runReprice(app.ctx)
  await checkBudgets(app.ctx, app.ctx.touched.take())
  await check(other)
  expect(await summary(id)).toEqual(ALL_AT_ONCE)
})

test.each([-10, 10])(
  'an instance whose clock is %i minutes off decides by that of the database',
  async (minutes) => {
    app.setNow(new Date('2026-11-18T23:55:00Z'))
    const { id } = await make()
    await spend(10)
    const wrong = { ...other, clock: () => new Date(app.ctx.clock().getTime() + minutes * 60_000) }
    await Promise.all([check(wrong), check()])
    expect(await summary(id)).toEqual(ALL_AT_ONCE)
  },
)

test('an overrun without its alert is found, counted and decided', async () => {
  const { id } = await make()
  await spend(10)
  app.setNow(new Date(NOW.getTime() + HOUR))
  await app.ctx.db.execute(sql`update budget_counters set updated_at = ${NOW.toISOString()}`)
  const [missing, mismatches] = [app.ctx.metrics.overrunsWithoutAlert, app.ctx.metrics.budgetMismatches]
  await verifyBudgets(app.ctx)
  expect((await missing.get()).values[0]!.value).toBeGreaterThan(0)
  expect(await summary(id)).toEqual(ALL_AT_ONCE)
  await verifyBudgets(app.ctx)
  expect((await missing.get()).values[0]!.value).toBe(0)
  expect((await mismatches.get()).values[0]!.value).toBe(0)
  await app.ctx.db.execute(
    sql`update budget_counters set cost_pico_usd = cost_pico_usd + 1 where period_id in (select id from budget_periods where budget_id = ${Number(id)})`,
  )
  await verifyBudgets(app.ctx)
  expect((await mismatches.get()).values[0]!.value).toBe(1)
})
