import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import type { RollupZone } from './zone-day.ts'

/** A day of a zone and the 15-minute buckets that it holds: from (included) until (excluded). */
export interface DayBounds {
  day: number
  /** `2026-11-22` */
  date: string
  from: number
  until: number
}

/** Dates, both included; null leaves that end open. */
export interface DateRange {
  from: string | null
  to: string | null
}

/**
 * The days of a zone from the first to the last that has events or sums, oldest first, as far as their events are
 * kept.
 */
export async function countedDays(
  ctx: AppContext,
  zone: RollupZone,
  { from, to }: DateRange,
): Promise<DayBounds[]> {
  const start = (day: SQL) => sql`((date '1970-01-01' + ${day})::timestamp at time zone ${zone.name})`
  const bucket = (at: SQL) => sql`(extract(epoch from ${at}) / ${sql.raw(String(BUCKET_SECONDS))})::int`
  const rows = await ctx.db.execute<DayBounds & Record<string, unknown>>(sql`
    with events as (
      select min(first) as first, max(last) as last from projects p cross join lateral (
        select min(occurred_at) as first, max(occurred_at) as last from usage_events where project_id = p.id) as e
    ), ends as (
      select least(min(day), (select (first at time zone ${zone.name})::date - date '1970-01-01' - 1 from events)) as first,
        greatest(max(day), (select (last at time zone ${zone.name})::date - date '1970-01-01' from events)) as last
      from label_day_rollups where zone_id = ${zone.id}::smallint
    )
    select day, (date '1970-01-01' + day)::text as date, ${bucket(start(sql.raw('day')))} as from,
      ${bucket(start(sql.raw('day + 1')))} as until
    from ends, settings, generate_series(first, last) as day
    where ${start(sql.raw('day'))} >= coalesce(events_kept_from, '-infinity')
      and date '1970-01-01' + day >= coalesce(${from}::date, '-infinity')
      and date '1970-01-01' + day <= coalesce(${to}::date, 'infinity')
    order by day`)
  return [...rows]
}
