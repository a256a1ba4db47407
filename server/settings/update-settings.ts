import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { requireZone } from '#server/db/require-zone.ts'
import { auditOf } from '#server/people/audit.ts'
import type { Settings, UpdateSettings } from '#shared/api/settings.ts'
import { changeCurrency } from './change-currency.ts'
import { changeZone } from './change-zone.ts'
import { readSettings } from './read-settings.ts'

/** @throws ClientError 400 for a zone that Node or Postgres does not know. */
export async function updateSettings(
  ctx: AppContext,
  { timeZone, retentionMonths, currency }: UpdateSettings,
  actor: string,
): Promise<Settings> {
  if (timeZone !== undefined) {
    await requireZone(ctx, timeZone)
    await changeZone(ctx, timeZone, actor)
  }
  if (retentionMonths !== undefined)
    await ctx.db.execute(sql`
      with before as (select id, retention_months from settings for update),
      changed as (
        update settings s set retention_months = ${retentionMonths}::int from before
        where s.retention_months is distinct from ${retentionMonths}::int
        returning s.id, before.retention_months as old, s.retention_months as new
      ), ${auditOf(
        'changed',
        actor,
        'settings.retention',
        sql`jsonb_build_object('before', jsonb_build_object('months', old), 'after', jsonb_build_object('months', new))`,
      )}
      select 1`)
  if (currency !== undefined) await changeCurrency(ctx, currency, actor)
  return readSettings(ctx)
}
