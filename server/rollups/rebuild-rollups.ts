import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { STOP_WRITERS } from '#server/db/own-connection.ts'
import { loadActiveZone } from './active-zone.ts'
import { countedDays, type DateRange, type DayBounds } from './day-bounds.ts'
import { eventsBetween, onlyZone, sumsOf } from './sums-of-events.ts'
import { upsertRollups } from './upsert-rollups.ts'
import type { RollupZone } from './zone-day.ts'

/**
 * Makes the rollups of some days again from their events. Writers wait while a day is worked on; readers see the
 * old sums until the new ones are there. Returns the number of days.
 */
export async function rebuildRollups(
  ctx: AppContext,
  range: DateRange,
  onDay: (done: number, of: number) => void = () => {},
): Promise<number> {
  const zone = await loadActiveZone(ctx)
  if (!zone) return 0
  const days = await countedDays(ctx, zone, range)
  const connection = ctx.connect()
  try {
    for (const [i, day] of days.entries()) {
      await connection.runTogether(replaceDay(zone, day))
      onDay(i + 1, days.length)
    }
  } finally {
    await connection.end()
  }
  ctx.memory.usersOfDays.clear()
  return days.length
}

function replaceDay(zone: RollupZone, { day, from, until }: DayBounds): SQL[] {
  const ofDay = sql.raw(`where zone_id = ${zone.id} and day = ${day}`)
  return [
    STOP_WRITERS,
    sql`delete from label_rollups where bucket >= ${sql.raw(String(from))} and bucket < ${sql.raw(String(until))}`,
    sql`delete from label_day_rollups ${ofDay}`,
    sql`delete from series_rollups ${ofDay}`,
    sql`delete from user_day_rollups ${ofDay}`,
    sql`with ${onlyZone(zone.id)}, sums as materialized (${sumsOf(eventsBetween(from, until))}), ${upsertRollups()}
      select 1`,
  ]
}
