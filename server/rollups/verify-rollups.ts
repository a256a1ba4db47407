import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { loadActiveZone } from './active-zone.ts'
import { countedDays, type DateRange, type DayBounds } from './day-bounds.ts'
import { sumsIn } from './sums.ts'
import { eventsBetween, onlyZone, ROLLUP_ROWS, SERIES_SUMS, sumsOf } from './sums-of-events.ts'
import type { RollupZone } from './zone-day.ts'

/** Rows of a day that differ from what its events add up to. */
export interface DayMismatch {
  date: string
  labels: number
  labelDays: number
  seriesDays: number
  userDays: number
}

/** Compares every rollup row with the events, day by day. A statement a day sees one moment, so writers go on. */
export async function verifyRollups(
  ctx: AppContext,
  range: DateRange,
  onDay: (done: number, of: number) => void = () => {},
): Promise<{ days: number; mismatches: DayMismatch[] }> {
  const zone = await loadActiveZone(ctx)
  if (!zone) return { days: 0, mismatches: [] }
  const days = await countedDays(ctx, zone, range)
  const mismatches: DayMismatch[] = []
  const connection = ctx.connect()
  try {
    for (const [i, day] of days.entries()) {
      const [found] = await connection.orm.execute<Omit<DayMismatch, 'date'> & Record<string, unknown>>(
        differences(zone, day),
      )
      if (Object.values(found!).some((rows) => rows !== 0)) mismatches.push({ date: day.date, ...found! })
      onDay(i + 1, days.length)
    }
  } finally {
    await connection.end()
  }
  return { days: days.length, mismatches }
}

function differences(zone: RollupZone, { day, from, until }: DayBounds): SQL {
  const ofDay = sql.raw(`zone_id = ${zone.id} and day = ${day}`)
  const ofBuckets = sql.raw(`bucket >= ${from} and bucket < ${until}`)
  const count = (expected: SQL, table: string, where: SQL, keys: string, latency: boolean) => sql`
    (select count(*)::int from (${expected}) as e
      full join (select * from ${sql.raw(table)} where ${where}) as r using (${sql.raw(keys)})
      where (${sumsIn('e', latency)}) is distinct from (${sumsIn('r', latency)}))`
  return sql`
    with ${onlyZone(zone.id)}, sums as materialized (${sumsOf(eventsBetween(from, until))}), ${SERIES_SUMS}
    select ${count(ROLLUP_ROWS.labels, 'label_rollups', ofBuckets, 'label_id, bucket', false)} as labels,
      ${count(ROLLUP_ROWS.labelDays, 'label_day_rollups', ofDay, 'label_id, zone_id, day', true)} as "labelDays",
      ${count(ROLLUP_ROWS.seriesDays, 'series_rollups', ofDay, 'series_id, zone_id, day', true)} as "seriesDays",
      ${count(ROLLUP_ROWS.userDays, 'user_day_rollups', ofDay, 'project_id, user_id, zone_id, day', false)} as "userDays"`
}
