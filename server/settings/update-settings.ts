import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { requireZone } from '#server/db/require-zone.ts'
import { auditOf } from '#server/people/audit.ts'
import type { Settings, UpdateSettings } from '#shared/api/settings.ts'
import { changeZone } from './change-zone.ts'
import { readSettings } from './read-settings.ts'

/** @throws ClientError 400 for a zone that Node or Postgres does not know. */
export async function updateSettings(
  ctx: AppContext,
  { timeZone, retentionMonths }: UpdateSettings,
  actor: string,
): Promise<Settings> {
  if (timeZone !== undefined) {
    await requireZone(ctx, timeZone)
    await changeZone(ctx, timeZone, actor)
  }
  if (retentionMonths !== undefined)
    await ctx.db.execute(sql`
      with changed as (
        update settings set retention_months = ${retentionMonths}::int
        where retention_months is distinct from ${retentionMonths}::int returning *
      ), ${auditOf('changed', actor, 'settings.retention', sql`jsonb_build_object('months', retention_months)`)}
      select 1`)
  return readSettings(ctx)
}
