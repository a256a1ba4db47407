import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { auditOf } from '#server/people/audit.ts'
import { SEARCH } from './store-findings.ts'

/** An accepted opportunity is being tried as soon as a request says that it was moved because of it. */
export async function advancePilots(ctx: AppContext, projectId: number): Promise<void> {
  const now = ctx.clock().toISOString()
  await ctx.db.execute(sql`
    with moved as (
      update opportunities o set state = 'piloting', state_changed_at = ${now}::timestamptz
      where o.project_id = ${projectId}::int and o.state = 'accepted' and exists (
        select from usage_events e join series s on s.id = e.series_id
        where e.project_id = o.project_id and e.occurred_at >= o.counted_from and e.routed_from is not null
          and (e.tags ->> 'opportunityId' = o.id::text
            or (e.tags ->> 'opportunityId' is null and e.routed_from = o.decided -> 'from' ->> 'model'
              and s.feature = o.decided -> 'scope' ->> 'feature' and s.model = o.decided -> 'to' ->> 'model')))
      returning o.id
    ), ${auditOf(
      'moved',
      SEARCH,
      'opportunity.state',
      sql`jsonb_build_object('before', jsonb_build_object('state', 'accepted'),
        'after', jsonb_build_object('state', 'piloting', 'reason', 'The first request was moved.'))`,
    )}
    select id from moved`)
}
