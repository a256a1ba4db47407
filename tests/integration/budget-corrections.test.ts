import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { checkBudgets } from '#server/budgets/check-budgets.ts'
import { requireBudget } from '#server/budgets/list-budgets.ts'
import { removeBudget } from '#server/budgets/remove-budget.ts'
import { verifyCounters } from '#server/budgets/verify-counters.ts'
import { sweepBudgets } from '#server/budgets/watch-budgets.ts'
import type { AppContext } from '#server/context.ts'
import { addPriceOverride } from '#server/prices/edit-price-book.ts'
import { approveReprice, previewReprice, undoReprice } from '#server/prices/reprice-runs.ts'
import { runReprice } from '#server/prices/run-reprice.ts'
import { CreatePriceOverride, RepriceFilter } from '#shared/api/prices.ts'
import { ACTOR, ALL_AT_ONCE, stageBudgets } from '#tests/support/budget-stage.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

const { stage, spend, make, edit, check, alertsOf, summary } = stageBudgets()
let app: TestApplication
/** Another instance on the same database. */
let other: AppContext
let projectId: string
beforeEach(() => {
  ;({ app, other, projectId } = stage())
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

test('what was decided while its budget was removed is over with the next sweep, and not sent', async () => {
  const { id } = await make()
  await spend(10)
  await check()
  // As the statement of a removal does that has not seen the alerts yet.
  await app.ctx.db.execute(sql`update budgets set removed_at = now() where id = ${Number(id)}`)
  await sweepBudgets(app.ctx)
  expect(await summary(id)).toEqual(['50 recorded', '80 recorded', '100 superseded fired cancelled'])
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

test('a re-pricing and its undo move what budgets count to the last digit, and what they tell', async () => {
  const { ctx } = app
  const plain = await make({ amountUsd: '0.1' })
  const grouped = await make({ groupBy: 'team', amountUsd: '1' })
  const scoped = await make({ scope: { team: ['red'] }, period: 'month', amountUsd: '1' })
  await spend(7, { team: 'red' })
  await spend(3, { team: 'blue' })
  await spend(1, { team: 'red', timestamp: '2026-11-16T23:00:00Z' })
  const spent = async () => {
    expect((await verifyCounters(ctx, null)).mismatches).toEqual([])
    const [all, teams, red] = await Promise.all(
      [plain, grouped, scoped].map(({ id }) => requireBudget(ctx, id)),
    )
    return [
      all!.current!.spentUsd,
      ...teams!.groups.map(({ key, spentUsd }) => `${key} ${spentUsd}`),
      red!.current!.spentUsd,
    ]
  }
  const before = ['0.05615', 'red 0.039305', 'blue 0.016845', '0.04492']
  expect(await spent()).toEqual(before)
  const rates = { input: '5', cacheRead: '2.5', output: '20.000001' }
  const dearer = { projectId, provider: 'openai', model: 'gpt-4o', prices: { rates } }
  await addPriceOverride(ctx, CreatePriceOverride.parse(dearer), ACTOR)
  const { id } = await previewReprice(ctx, RepriceFilter.parse({ projectId }), ACTOR)
  await runReprice(ctx)
  await approveReprice(ctx, id, ACTOR)
  await runReprice(ctx)
  await check()
  // 0.01123 and a millionth of a dollar per million on 300 tokens each.
  expect(await spent()).toEqual(['0.112300003', 'red 0.0786100021', 'blue 0.0336900009', '0.0898400024'])
  expect(await summary(plain.id)).toEqual(ALL_AT_ONCE)
  await undoReprice(ctx, id, ACTOR)
  await runReprice(ctx)
  await check()
  expect(await spent()).toEqual(before)
  expect(await summary(plain.id)).toEqual(['50 recorded', '80 recorded', '100 resolved fired cancelled'])
})
