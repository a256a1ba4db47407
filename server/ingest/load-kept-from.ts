import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

/** Events before it were dropped, so a repeat could not be told from a new one. Epoch milliseconds. */
export function loadKeptFrom(ctx: AppContext): Promise<number> {
  return ctx.memory.keptFrom.get('events', ctx.clock(), async () => {
    const [row] = await ctx.db.execute<{ at: string | null }>(
      sql`select (extract(epoch from events_kept_from) * 1000)::text as at from settings`,
    )
    return row?.at ? Number(row.at) : Number.NEGATIVE_INFINITY
  })
}
