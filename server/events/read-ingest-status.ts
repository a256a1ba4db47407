import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { IngestStatus } from '#shared/api/ingest-status.ts'
import { findProjects } from './find-projects.ts'
import { instantText } from './listed-event.ts'

const MINUTE_MS = 60_000
/** Every open page asks several times a minute: counting ends here. */
const MOST_COUNTED = 50_000

/** How many events of the last minute there are, and when the newest one happened. */
export async function readIngestStatus(ctx: AppContext, visible: VisibleProjects): Promise<IngestStatus> {
  const projects = `{${(await findProjects(ctx, {}, visible)).join(',')}}`
  const now = ctx.clock()
  const [at, from] = [now, new Date(now.getTime() - MINUTE_MS)].map((instant) => instant.toISOString())
  const [row] = await ctx.db.execute<{ counted: number; lastEventAt: string | null }>(sql`
    with counted as (
      select from usage_events
      where project_id = any(${projects}::int[]) and occurred_at > ${from}::timestamptz
        and occurred_at <= ${at}::timestamptz
      limit ${MOST_COUNTED + 1}::int
    ), newest as (
      select max(one.occurred_at) as occurred_at from unnest(${projects}::int[]) as p(id) cross join lateral (
        select occurred_at from usage_events
        where project_id = p.id and occurred_at <= ${at}::timestamptz order by occurred_at desc limit 1
      ) as one
    )
    select (select count(*)::int from counted) as counted, ${instantText('newest.occurred_at')} as "lastEventAt"
    from newest`)
  const { counted = 0, lastEventAt = null } = row ?? {}
  return {
    eventsLastMinute: Math.min(counted, MOST_COUNTED),
    isMore: counted > MOST_COUNTED,
    lastEventAt,
  }
}
