import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { type RollupZone, zoneDay } from './zone-day.ts'

/** Days around an unknown bucket that are asked for at once. */
const BUCKETS_AROUND = 2 * 96

/** The installation's zone; undefined while its rollups are not built yet. Up to 10 s old: the statement checks it. */
export function loadActiveZone(ctx: AppContext): Promise<RollupZone | undefined> {
  return ctx.memory.zone.get('active', ctx.clock(), async () => {
    const [zone] = await ctx.db.execute<{ id: number; name: string }>(
      sql`select id, name from rollup_zones where state = 'active'`,
    )
    return zone && { id: zone.id, name: zone.name }
  })
}

/** The day of the zone in which each bucket lies, by Postgres, which alone decides about days. */
export async function daysOfBuckets(
  ctx: AppContext,
  { name }: RollupZone,
  buckets: Iterable<number>,
): Promise<ReadonlyMap<number, number>> {
  const known = ctx.memory.zoneDays.get(name) ?? new Map<number, number>()
  ctx.memory.zoneDays.set(name, known)
  for (const bucket of buckets) {
    if (known.has(bucket)) continue
    const rows = await ctx.db.execute<{ bucket: number; day: number }>(sql`
      select b as bucket, ${zoneDay(sql.raw('b'), sql`${name}`)} as day
      from generate_series(${bucket - BUCKETS_AROUND}::int, ${bucket + BUCKETS_AROUND}::int) as b`)
    for (const row of rows) known.set(row.bucket, row.day)
  }
  return known
}
