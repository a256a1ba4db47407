import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import { requireZoneName, unknownZone } from '#server/db/require-zone.ts'

/** The current calendar month of a zone. */
export interface MonthDays extends Record<string, unknown> {
  /** Today there, `2026-11-22`, and its place in the month, from 0. */
  today: string
  todayAt: number
  /** Where each day of the month starts, and where the month ends: seconds since 1970. */
  bounds: number[]
}

/** Computed by Postgres, which alone decides about days. @throws ClientError 400 for a zone that is not known. */
export async function readMonthDays(ctx: AppContext, zone: string): Promise<MonthDays> {
  requireZoneName(zone)
  const local = sql`(${ctx.clock().toISOString()}::timestamptz at time zone ${zone})`
  const rows = await ctx.db
    .execute<MonthDays>(sql`
      select to_char(local, 'YYYY-MM-DD') as today, extract(day from local)::int - 1 as "todayAt",
        (select json_agg(extract(epoch from day at time zone ${zone})::float8 order by day)
          from generate_series(date_trunc('month', local), date_trunc('month', local) + interval '1 month',
            interval '1 day') as day) as bounds
      from (select ${local} as local) as now`)
    .catch((error: unknown) => {
      throw classifyDatabaseError(error) === 'bad-value' ? unknownZone(zone) : error
    })
  return rows[0]!
}
