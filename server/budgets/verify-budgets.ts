import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { checkBudgets } from './check-budgets.ts'
import { checkForecasts } from './check-forecasts.ts'
import { findUntoldForecasts } from './find-untold-forecasts.ts'
import { verifyCounters } from './verify-counters.ts'

/** By then a sweep has been there. */
const SETTLED = sql.raw(`interval '3 minutes'`)
const DAYS_BACK = 40
const DAY_MS = 86_400_000

/**
 * Whether every overrun, and every one that is expected, has its alert, and counters are what their events add up to:
 * what must always hold, looked at now and then. What is missing is decided now. An edit changes what a period was
 * measured by, so periods that ended before it are left alone.
 */
export async function verifyBudgets(ctx: AppContext): Promise<void> {
  const now = await ctx.databaseClock()
  const missing = await findMissing(ctx, now)
  const untold = await findUntoldForecasts(ctx, now)
  ctx.metrics.overrunsWithoutAlert.set(missing.length + untold.length)
  if (missing.length > 0) {
    ctx.log.error({ periods: missing }, 'overruns had no alert: they are decided now')
    await checkBudgets(ctx, missing)
  }
  if (untold.length > 0) {
    ctx.log.error({ budgets: untold }, 'forecasts had no alert: they are decided now')
    await checkForecasts(ctx)
  }
  const since = new Date(now.getTime() - DAYS_BACK * DAY_MS)
  const { mismatches } = await verifyCounters(ctx, since)
  ctx.metrics.budgetMismatches.set(mismatches.length)
  if (mismatches.length > 0)
    ctx.log.error({ mismatches }, 'budgets differ from their events: see "spendscope budgets check"')
}

/** Periods with a group that has crossed a threshold without an alert for it. */
async function findMissing(ctx: AppContext, now: Date): Promise<number[]> {
  const at = sql`${now.toISOString()}::timestamptz`
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select distinct p.id::float8 as id
    from budgets b join budget_periods p on p.budget_id = b.id join budget_counters c on c.period_id = p.id
      cross join unnest(b.thresholds) as threshold
    where b.removed_at is null and b.paused_at is null and b.laid_out_at is not null and p.built_bucket is null
      and p.starts_at <= ${at} - ${SETTLED} and c.updated_at < ${at} - ${SETTLED}
      and p.ends_at > b.armed_at and p.ends_at > b.updated_at and b.updated_at < ${at} - ${SETTLED}
      and c.cost_pico_usd * 100 >= b.amount_pico_usd * threshold
      and not exists (
        select from alerts a where a.kind = 'budget' and a.budget_id = b.id and a.arming = b.arming
          and a.threshold = threshold.threshold and a.period_start < p.ends_at and a.period_end > p.starts_at
          and coalesce(a.group_key, '') = c.group_key)`)
  return rows.map(({ id }) => id)
}
