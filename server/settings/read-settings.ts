import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { Settings } from '#shared/api/settings.ts'

export async function readSettings(ctx: AppContext): Promise<Settings> {
  const [row] = await ctx.db.execute<{
    active: string | null
    building: string | null
    retentionMonths: number | null
    eventsKeptFrom: string | null
    progress: number | null
    code: string | null
    rate: string
    date: string
  }>(sql`
    select (select name from rollup_zones where state = 'active') as active,
      (select name from rollup_zones where state = 'building') as building,
      retention_months as "retentionMonths",
      to_char(events_kept_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "eventsKeptFrom",
      currency as code, currency_rate::text as rate, currency_rate_date::text as date,
      ${PROGRESS} as progress
    from settings`)
  const { active, building, retentionMonths, eventsKeptFrom, progress, code, rate, date } = row!
  const isBuilding = active !== null && building !== null
  // Before the first zone is built there is only that one.
  const timeZone = active ?? building ?? 'UTC'
  return {
    timeZone,
    nextTimeZone: isBuilding ? building : null,
    nextTimeZoneProgress: isBuilding ? (progress ?? 0) : null,
    retentionMonths,
    eventsKeptFrom,
    currency: code === null ? null : { code, rate, date },
  }
}

/** The share of time with events that the zone which is built has behind it. */
const PROGRESS = sql`(
  select least(1, greatest(0, (z.built_bucket - b.first) / nullif(b.last + 1 - b.first, 0)::float8))
  from rollup_zones z, (
    select min(r.bucket) as first, max(r.bucket) as last
    from labels l join label_rollups r on r.label_id = l.id where l.name = 'project') as b
  where z.state = 'building')`
