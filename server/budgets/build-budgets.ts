import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { Orm } from '#server/db/client.ts'
import { type OwnConnection, STOP_WRITERS } from '#server/db/own-connection.ts'
import { budgetSums, COUNT_BUDGETS } from '#server/rollups/budget-sums.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import { layOutBudget } from './lay-out-budget.ts'

/** A period whose events are not all counted yet. Buckets are 15-minute steps of UTC since 1970. */
interface UnbuiltPeriod extends Record<string, unknown> {
  id: number
  budgetId: number
  builtBucket: number
  endBucket: number
  /** The first bucket from there on that has events; null when there is none. */
  nextBucket: number | null
}

/** Any constant: one instance builds at a time. */
const BUILD_LOCK = 7_305_460_004
const MOST_BUCKETS = 96
const LONG_MS = 500

/**
 * Lays out budgets that are new or count something else now, and counts the periods that wait for it from their
 * events, the newest first, step by step: writers stop for a moment at each. Ingest counts for itself what lies before
 * the step reached, so every event is counted once.
 */
export async function buildBudgets(ctx: AppContext): Promise<void> {
  if ((await findNew(ctx.db)) === undefined && !(await findUnbuilt(ctx.db))) return
  const connection = ctx.connect()
  try {
    const [lock] = await connection.orm.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_lock(${BUILD_LOCK}) as mine`,
    )
    if (lock?.mine) await buildAll(ctx, connection)
  } finally {
    await connection.end()
  }
}

async function buildAll(ctx: AppContext, connection: OwnConnection): Promise<void> {
  let step = MOST_BUCKETS / 4
  while (!ctx.stopping.aborted) {
    const fresh = await findNew(connection.orm)
    if (fresh !== undefined) {
      await connection.runTogether(layOutBudget(fresh, await ctx.databaseClock()))
      continue
    }
    const period = await findUnbuilt(connection.orm)
    if (!period) return
    const start = performance.now()
    await connection.runTogether(buildStep(period, step))
    // Busy times get short steps, so that writers never wait long.
    const isLong = performance.now() - start > LONG_MS
    step = isLong ? Math.max(1, step >> 1) : Math.min(MOST_BUCKETS, step * 2)
    ctx.touched.add([period.id])
  }
}

async function findNew(orm: Orm): Promise<number | undefined> {
  const [budget] = await orm.execute<{ id: number }>(
    sql`select id from budgets where laid_out_at is null and removed_at is null order by id limit 1`,
  )
  return budget?.id
}

async function findUnbuilt(orm: Orm): Promise<UnbuiltPeriod | undefined> {
  const [period] = await orm.execute<UnbuiltPeriod>(sql`
    with period as (
      select p.id::float8 as id, budget_id, built_bucket, (extract(epoch from ends_at) / ${SECONDS})::int as end_bucket,
        b.project_id
      from budget_periods p join budgets b on b.id = p.budget_id
      where built_bucket is not null and laid_out_at is not null
      order by starts_at desc, p.id limit 1
    )
    select id, budget_id as "budgetId", built_bucket as "builtBucket", end_bucket as "endBucket", (
      select min(bucket) from labels l cross join lateral (
        select min(bucket) as bucket from label_rollups r
        where r.label_id = l.id and bucket >= built_bucket and bucket < end_bucket) as first
      where l.name = 'project' and (period.project_id is null or l.project_id = period.project_id)) as "nextBucket"
    from period`)
  return period
}

const SECONDS = sql.raw(String(BUCKET_SECONDS))

/** Counts from where it was left, so that what has come in before the next bucket meanwhile is not passed over. */
function buildStep({ id, budgetId, builtBucket, endBucket, nextBucket }: UnbuiltPeriod, step: number): SQL[] {
  const until = nextBucket === null ? endBucket : Math.min(nextBucket + step, endBucket)
  const reached = until === endBucket ? 'null' : String(until)
  const instant = (bucket: number) => `to_timestamp(${bucket * BUCKET_SECONDS})`
  const events = sql.raw(`(
    select *, 1 as sign from usage_events
    where occurred_at >= ${instant(builtBucket)} and occurred_at < ${instant(until)}
      and project_id in (select p.id from projects p join budgets b on coalesce(b.project_id, p.id) = p.id
        where b.id = ${budgetId}))`)
  return [
    STOP_WRITERS,
    sql`with ${budgetSums(events, { id, budgetId })}, ${COUNT_BUDGETS},
      progress as (update budget_periods set built_bucket = ${sql.raw(reached)} where id = ${sql.raw(String(id))})
      select 1`,
  ]
}
