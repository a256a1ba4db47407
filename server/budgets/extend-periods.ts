import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { insertPeriods } from './lay-out-budget.ts'
import { periodsOf } from './period-bounds.ts'

/** Makes the coming periods of all budgets: two at least, and two days. After a time off, those of it as well. */
export async function extendPeriods(ctx: AppContext): Promise<void> {
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const short = sql`(
    select * from budgets b cross join lateral (
      select max(ends_at) as last_end, count(*) filter (where starts_at > ${now}) as ahead
      from budget_periods where budget_id = b.id) as made
    where removed_at is null and laid_out_at is not null
      and (ahead < 2 or last_end < ${now} + interval '2 days'))`
  const range = { from: sql.raw('b.last_end'), until: now, before: false }
  await ctx.db.execute(insertPeriods(periodsOf(short, range), now))
}
