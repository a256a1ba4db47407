import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

/** Events are dropped later than this after the bound moved, so that an instance never takes one it cannot tell apart. */
const TTL_MS = 10_000

/** Events before it were dropped, so a repeat could not be told from a new one. Epoch milliseconds. */
export async function loadKeptFrom(ctx: AppContext): Promise<number> {
  const { memory } = ctx
  const now = ctx.clock().getTime()
  if (memory.keptFrom && memory.keptFrom.until > now) return memory.keptFrom.at
  const [row] = await ctx.db.execute<{ at: string | null }>(
    sql`select (extract(epoch from events_kept_from) * 1000)::text as at from settings`,
  )
  const at = row?.at ? Number(row.at) : Number.NEGATIVE_INFINITY
  memory.keptFrom = { at, until: now + TTL_MS }
  return at
}
