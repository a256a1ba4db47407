import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { adoptStrays, dropPartitions, makePartitions, strayMonths } from '#server/db/partitions.ts'

/** Instances refuse events of dropped months from this long after the decision at the latest. */
const HEARD_BY_ALL = sql.raw(`interval '60 seconds'`)
/** Any constant: one instance tends the partitions at a time. */
const PARTITION_LOCK = 7_305_460_003

/**
 * Makes the partitions of the months ahead, moves events out of the default partition into that of their month, and
 * drops the months that are older than the retention. Rollups stay.
 */
export async function tendPartitions(ctx: AppContext): Promise<void> {
  await makeOrAdopt(ctx)
  const keptFrom = await advanceRetention(ctx)
  if (keptFrom === undefined) return
  await withPartitionLock(ctx, async (connection) => {
    const dropped = await dropPartitions(connection, keptFrom)
    if (dropped.length > 0) ctx.log.info({ dropped }, 'dropped the events of months beyond the retention')
  })
}

async function makeOrAdopt(ctx: AppContext): Promise<void> {
  const strays = await strayMonths(ctx.db)
  if (strays.length > 0)
    await withPartitionLock(ctx, async (connection) => {
      for (const month of strays) {
        ctx.log.error(
          { month: month.name },
          'events came before the partition of their month: moving them there',
        )
        await adoptStrays(connection, month)
      }
    })
  await makePartitions(ctx.db, ctx.clock())
}

/** Moves the bound along with time. Returns it once every instance knows it. */
async function advanceRetention(ctx: AppContext): Promise<Date | undefined> {
  const now = ctx.clock().toISOString()
  const [row] = await ctx.db.execute<{ from: string | null }>(sql`
    with wanted as (
      select date_trunc('month', ${now}::timestamptz at time zone 'UTC') at time zone 'UTC'
        - retention_months * interval '1 month' as bound from settings
    ), moved as (
      update settings set events_kept_from = bound, kept_from_set_at = now() from wanted
      where bound > coalesce(events_kept_from, '-infinity') returning id
    )
    select case when kept_from_set_at < now() - ${HEARD_BY_ALL} and not exists (select from moved)
      then extract(epoch from events_kept_from) * 1000 end::text as from
    from settings`)
  return row?.from ? new Date(Number(row.from)) : undefined
}

async function withPartitionLock(
  ctx: AppContext,
  work: (connection: ReturnType<AppContext['connect']>) => Promise<void>,
): Promise<void> {
  const connection = ctx.connect()
  try {
    const [lock] = await connection.orm.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_lock(${PARTITION_LOCK}) as mine`,
    )
    if (lock?.mine) await work(connection)
  } finally {
    await connection.end()
  }
}
