import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { auditOf } from '#server/people/audit.ts'
import { firstKeptDay } from '#server/rollups/build-zone.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'

/**
 * Begins to build the daily rollups of another zone; the job `build-zone` goes on with it, and makes it the
 * installation's when it is complete. A zone that is still being built gives way. Nothing happens when it is the zone.
 */
export async function changeZone(ctx: AppContext, name: string, actor: string): Promise<void> {
  await ctx.db.execute(sql`
    with settled as (select from rollup_zones where name = ${name} and state = 'active'),
    given_up as (update rollup_zones set state = 'retired' where state = 'building' returning id),
    first as (select ${firstKeptDay(sql`${name}`)} as day from settings),
    added as (
      insert into rollup_zones (name, state, built_bucket)
      select ${name}, 'building', coalesce(extract(epoch from (date '1970-01-01' + day)::timestamp
        at time zone ${name})::bigint / ${sql.raw(String(BUCKET_SECONDS))}, 0)
      from first
      where not exists (select from settled)
        -- The zone that is given up has to leave its place first.
        and (select count(*) from given_up) >= 0
      returning id, name
    ), ${auditOf(
      'added',
      actor,
      'settings.time-zone',
      sql`jsonb_build_object(
      'before', jsonb_build_object('timeZone', (select z.name from rollup_zones z where z.state = 'active')),
      'after', jsonb_build_object('timeZone', name))`,
    )}
    select 1`)
  ctx.memory.zone.clear()
}
