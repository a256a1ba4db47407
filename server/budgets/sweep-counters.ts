import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

const ROWS_AT_ONCE = 20_000

/** Deletes the counters of periods that are gone: of budgets that were removed, or count something else now. */
export async function sweepCounters(ctx: AppContext): Promise<void> {
  await ctx.db.execute(sql`
    delete from budget_counters where ctid = any(array(
      select ctid from budget_counters c
      where not exists (select from budget_periods p where p.id = c.period_id) limit ${ROWS_AT_ONCE}::int))`)
}
