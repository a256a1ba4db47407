import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

/**
 * Ends open alerts that no look at a period ends any more, without a word: of budgets that were removed while they were
 * looked at, and of periods that were over for a day when the server was off, or the budget was paused.
 */
export async function endAlerts(ctx: AppContext): Promise<void> {
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  await ctx.db.execute(sql`
    with ended as (
      update alerts a set state = case when b.removed_at is null then 'resolved' else 'superseded' end, resolved_at = ${now}
      from budgets b
      where b.id = a.budget_id and a.resolved_at is null and a.state in ('firing', 'acknowledged')
        and (b.removed_at is not null or a.period_end < ${now} - interval '1 day')
      returning a.id, b.removed_at
    )
    update deliveries set state = 'cancelled', settled_at = ${now}
    where kind = 'fired' and state = 'pending' and alert_id in (select id from ended where removed_at is not null)`)
}
