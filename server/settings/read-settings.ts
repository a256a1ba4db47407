import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { Settings } from '#shared/api/settings.ts'

export async function readSettings(ctx: AppContext): Promise<Settings> {
  const [row] = await ctx.db.execute<{
    active: string | null
    building: string | null
    retentionMonths: number | null
    eventsKeptFrom: string | null
  }>(sql`
    select (select name from rollup_zones where state = 'active') as active,
      (select name from rollup_zones where state = 'building') as building,
      retention_months as "retentionMonths",
      to_char(events_kept_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "eventsKeptFrom"
    from settings`)
  const { active, building, retentionMonths, eventsKeptFrom } = row!
  // Before the first zone is built there is only that one.
  const timeZone = active ?? building ?? 'UTC'
  return { timeZone, nextTimeZone: active === null ? null : building, retentionMonths, eventsKeptFrom }
}
