import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { checkForecasts } from '#server/budgets/check-forecasts.ts'
import { verifyBudgets } from '#server/budgets/verify-budgets.ts'
import { ALL_AT_ONCE, HOUR, NOW, stageBudgets } from '#tests/support/budget-stage.ts'
import type { TestApplication } from '#tests/support/test-application.ts'

const { stage, spend, make, summary } = stageBudgets()
let app: TestApplication
beforeEach(() => {
  ;({ app } = stage())
})

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

test('a forecast that lost its alert is found and decided, one that has only just crossed is no mistake', async () => {
  for (let daysAgo = 0; daysAgo < 30; daysAgo++)
    await spend(1, { timestamp: new Date(NOW.getTime() - HOUR - daysAgo * 24 * HOUR).toISOString() })
  const { id } = await make({ amountUsd: '0.15', period: 'month', thresholds: [900], forecastThreshold: 100 })
  const { ctx } = app
  await checkForecasts(ctx)
  const told = ['100 firing fired pending']
  expect(await summary(id)).toEqual(told)
  await ctx.db.execute(sql`delete from alerts where budget_id = ${Number(id)}`)
  app.setNow(new Date(NOW.getTime() + HOUR))
  const verify = async () => {
    await verifyBudgets(ctx)
    return (await ctx.metrics.overrunsWithoutAlert.get()).values[0]!.value
  }
  const arrived = (at: Date) =>
    ctx.db.execute(sql`update usage_events set received_at = ${at.toISOString()}::timestamptz`)
  await arrived(new Date(NOW.getTime() + HOUR - 60_000))
  expect([await verify(), await summary(id)]).toEqual([0, []])
  await arrived(NOW)
  expect([await verify(), await summary(id)]).toEqual([1, told])
  expect(await verify()).toBe(0)
})
