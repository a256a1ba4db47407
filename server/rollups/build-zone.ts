import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { type OwnConnection, STOP_WRITERS } from '#server/db/own-connection.ts'
import { latencyColumns, sumColumns } from './sums.ts'
import { eventsBetween, onlyZone, SERIES_SUMS, sumsOf } from './sums-of-events.ts'
import { upsertDays } from './upsert-rollups.ts'
import { bucketOf, zoneDay } from './zone-day.ts'

interface BuildingZone {
  id: number
  builtBucket: number
  /** The first bucket from there on that has events. */
  nextBucket: number | null
}

/** Any constant: one instance builds at a time. */
const BUILD_LOCK = 7_305_460_002
const MOST_BUCKETS = 96
const LONG_MS = 500

/** The first day of a zone whose events are all kept; null when nothing was dropped. From `settings`. */
export const firstKeptDay = (zone: SQL) => sql`${zoneDay(bucketOf('events_kept_from'), zone)} + 1`

/**
 * Builds the daily rollups of a zone that waits for it, from the oldest events to the newest, step by step: writers
 * stop for a moment at each. Ingest counts for itself what lies before the step reached. Then the zone becomes active.
 */
export async function buildZone(ctx: AppContext): Promise<void> {
  const [waiting] = await ctx.db.execute(sql`select id from rollup_zones where state = 'building'`)
  if (!waiting) return
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
  let zone = await findBuilding(connection)
  while (zone && !ctx.stopping.aborted) {
    if (zone.nextBucket === null) await connection.runTogether(activate(zone))
    else {
      const start = performance.now()
      // From where the last one stopped: an event may have come for the gap since it was looked at.
      await connection.runTogether(buildStep(zone, zone.builtBucket, zone.nextBucket + step))
      // Busy times get short steps, so that writers never wait long.
      const isLong = performance.now() - start > LONG_MS
      step = isLong ? Math.max(1, step >> 1) : Math.min(MOST_BUCKETS, step * 2)
    }
    zone = await findBuilding(connection)
  }
  ctx.memory.zone.clear()
}

async function findBuilding({ orm }: OwnConnection): Promise<BuildingZone | undefined> {
  const [zone] = await orm.execute<BuildingZone & Record<string, unknown>>(sql`
    select id, built_bucket as "builtBucket",
      (select min(bucket) from label_rollups where bucket >= built_bucket) as "nextBucket"
    from rollup_zones where state = 'building'`)
  return zone
}

function buildStep({ id }: BuildingZone, from: number, until: number): SQL[] {
  return [
    STOP_WRITERS,
    sql`with ${onlyZone(id)}, sums as materialized (${sumsOf(eventsBetween(from, until))}),
      ${SERIES_SUMS}, ${upsertDays()},
      progress as (update rollup_zones set built_bucket = ${sql.raw(String(until))} where id = ${sql.raw(String(id))})
      select 1`,
  ]
}

/** Unless events have come beyond what is built. Days whose events are gone stay those of the zone before. */
function activate({ id, builtBucket }: BuildingZone): SQL[] {
  const zone = sql.raw(String(id))
  const isComplete = sql`not exists (select from label_rollups where bucket >= ${sql.raw(String(builtBucket))})`
  const keepOldDays = (table: string, keys: string, sums: SQL) => sql`
    insert into ${sql.raw(table)} (${sql.raw(keys)}, zone_id, day, ${sums})
    select ${sql.raw(keys)}, new.id, r.day, ${sums}
    from settings, rollup_zones new, rollup_zones old join ${sql.raw(table)} r on r.zone_id = old.id
    where new.id = ${zone} and old.state = 'active' and r.day < ${firstKeptDay(sql.raw('new.name'))}
      and ${isComplete}
    on conflict do nothing`
  return [
    STOP_WRITERS,
    keepOldDays('label_day_rollups', 'label_id', latencyColumns),
    keepOldDays('series_rollups', 'series_id', latencyColumns),
    keepOldDays('user_day_rollups', 'project_id, user_id', sumColumns),
    sql`update rollup_zones set state = 'retired' where state = 'active' and ${isComplete}`,
    sql`update rollup_zones set state = 'active', built_bucket = null where id = ${zone} and ${isComplete}`,
  ]
}
