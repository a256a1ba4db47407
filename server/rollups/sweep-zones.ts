import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

const ROWS_AT_ONCE = 20_000
const TABLES = ['label_day_rollups', 'series_rollups', 'user_day_rollups']

/** Deletes the days of zones that are kept no more, piece by piece, and then the zones. */
export async function sweepZones(ctx: AppContext): Promise<void> {
  const zones = await ctx.db.execute<{ id: number }>(sql`select id from rollup_zones where state = 'retired'`)
  for (const { id } of zones) {
    for (const name of TABLES) {
      const table = sql.raw(name)
      let deleted: number
      do {
        const [row] = await ctx.db.execute<{ deleted: number }>(sql`
          with gone as (
            delete from ${table} where ctid = any(array(
              select ctid from ${table} where zone_id = ${id} limit ${sql.raw(String(ROWS_AT_ONCE))}))
            returning 1
          ) select count(*)::int as deleted from gone`)
        deleted = row!.deleted
      } while (deleted === ROWS_AT_ONCE && !ctx.stopping.aborted)
    }
    if (!ctx.stopping.aborted)
      await ctx.db.execute(sql`delete from rollup_zones where id = ${id} and state = 'retired'`)
  }
}
