import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

/** What happened so long ago nobody resends or asks about; alerts themselves stay. */
const DAYS_KEPT = 90
/** So that one run never takes long; the next one goes on. */
const MOST_AT_ONCE = 5_000

/** Deletes messages that were settled long ago, with their attempts. */
export async function pruneDeliveries(ctx: AppContext): Promise<void> {
  await ctx.db.execute(sql`
    delete from deliveries where id = any(array(
      select id from deliveries
      where state <> 'pending' and settled_at < now() - make_interval(days => ${DAYS_KEPT}::int)
      order by id limit ${MOST_AT_ONCE}::int))`)
}
