import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { budgetSums } from '#server/rollups/budget-sums.ts'
import { evaluateForecast, wantsForecast } from './evaluate-forecast.ts'
import { expectSpend } from './expect-spend.ts'
import { type ForecastableRow, readForecastable } from './read-forecastable.ts'

/** By then forecasts have been looked at, twice at least. */
const SETTLED_MS = 15 * 60_000

/**
 * Budgets whose forecast reaches its limit, and did so a while ago by what was known then, without an alert on it.
 * What has arrived since is taken off: a forecast that has only just crossed is not looked at yet, and no mistake.
 */
export async function findUntoldForecasts(ctx: AppContext, now: Date): Promise<string[]> {
  const before = new Date(now.getTime() - SETTLED_MS)
  const untold: string[] = []
  for (const row of await readForecastable(ctx, now)) {
    if (ctx.stopping.aborted) break
    if ((await isTold(ctx, row, now)) || (await isTold(ctx, row, before))) continue
    untold.push(row.budget.id)
  }
  return untold
}

/** Whether there is nothing to tell, at `at`. */
async function isTold(ctx: AppContext, row: ForecastableRow, at: Date): Promise<boolean> {
  const { period } = row
  if (!wantsForecast(period, at.getTime())) return true
  const expected = await expectSpend(ctx, row, at)
  if (expected === null || !evaluateForecast(period, expected.spent, at.getTime()).raises) return true
  const late = await readArrivedSince(ctx, row, at)
  if (late === null) return true
  const spent = period.spent - late
  return !evaluateForecast({ ...period, spent }, expected.spent - late, at.getTime()).raises
}

/** What events that came since have cost, in pico-USD; null for a budget that was edited since. */
async function readArrivedSince(
  ctx: AppContext,
  { budget, periodId }: ForecastableRow,
  at: Date,
): Promise<bigint | null> {
  const since = sql`${at.toISOString()}::timestamptz`
  const events = sql`(select e.*, 1 as sign from usage_events e join budget_periods p on p.id = ${periodId}::bigint
    where occurred_at >= p.starts_at and occurred_at < p.ends_at and received_at >= ${since})`
  const [row] = await ctx.db.execute<{ late: string }>(sql`
    with ${budgetSums(events, { id: periodId, budgetId: Number(budget.id) })}
    select coalesce((select sum(cost_pico_usd) from budget_sums), 0)::text as late
    from budgets where id = ${Number(budget.id)} and updated_at < ${since}`)
  return row ? BigInt(row.late) : null
}
