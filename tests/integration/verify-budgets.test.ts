import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
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
