import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { BUCKET_SECONDS, DAY_SECONDS } from '#shared/time.ts'

const WATCHED_DAYS = 7
const MOST_SKEW_SECONDS = 5
/** Enough to raise the alarm; counting all of them could take long. */
const MOST_STRAYS = 1_000

/**
 * Looks at what only the database knows, now and then, so that `/metrics` never has to ask it. Warns once when its
 * clock and ours part: budgets and buckets go by both.
 */
export async function watchDatabase(ctx: AppContext): Promise<void> {
  const { unpricedEvents, strayEvents, clockSkew } = ctx.metrics
  try {
    const { unpriced, invalid, partial, strays, skewSeconds } = await readFacts(ctx)
    for (const [status, events] of Object.entries({ unpriced, invalid, partial }))
      unpricedEvents.set({ status }, events)
    strayEvents.set(strays)
    clockSkew.set(skewSeconds)
    warnOfSkew(ctx, skewSeconds)
  } catch (error) {
    unpricedEvents.reset()
    strayEvents.remove()
    clockSkew.remove()
    throw error
  }
}

async function readFacts(ctx: AppContext) {
  const before = ctx.clock().getTime()
  const since = Math.floor(before / 1000 / BUCKET_SECONDS) - (WATCHED_DAYS * DAY_SECONDS) / BUCKET_SECONDS
  const [row] = await ctx.db.execute<{
    now: string
    strays: number
    unpriced: number
    invalid: number
    partial: number
  }>(sql`
    select (extract(epoch from clock_timestamp()) * 1000)::text as now,
      (select count(*)::int from (select from usage_events_default limit ${MOST_STRAYS}::int) as d) as strays,
      sums.*
    from (
      select coalesce(sum(unpriced), 0)::float8 as unpriced, coalesce(sum(invalid), 0)::float8 as invalid,
        coalesce(sum(partial), 0)::float8 as partial
      from label_rollups r join labels l on l.id = r.label_id and l.name = 'project'
      where r.bucket >= ${since}::int
    ) as sums`)
  const { now, ...facts } = row!
  // The database read its clock somewhere between our two looks at ours.
  const between = (before + ctx.clock().getTime()) / 2
  return { ...facts, skewSeconds: (between - Number(now)) / 1000 }
}

function warnOfSkew(ctx: AppContext, skewSeconds: number): void {
  const isOff = Math.abs(skewSeconds) > MOST_SKEW_SECONDS
  if (isOff === ctx.memory.isClockOff) return
  ctx.memory.isClockOff = isOff
  if (isOff)
    ctx.log.warn({ skewSeconds }, "this machine's clock and the database's differ: set up NTP on both")
  else ctx.log.info({ skewSeconds }, "this machine's clock agrees with the database's again")
}
