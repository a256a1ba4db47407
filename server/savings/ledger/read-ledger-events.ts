import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import {
  type EventCursor,
  isAfter,
  STORED_COLUMNS,
  type StoredEvent,
} from '#server/prices/read-stored-events.ts'

/** An event with what says whether it saved something. */
export interface LedgerEvent extends StoredEvent {
  feature: string
  task: string
  environment: string
  routedFrom: string | null
  quality: number | null
  /** Of its tags. */
  opportunityId: string | null
  experiment: string | null
  purpose: string | null
  shadow: string | null
}

const PAGE = 1_000

/** The next events of a project from `from` to `to` that were routed or name an opportunity; none at the end. */
export async function readLedgerEvents(
  ctx: AppContext,
  { projectId, from, to }: { projectId: number; from: string; to: string },
  after: EventCursor | null,
): Promise<LedgerEvent[]> {
  const rows = await ctx.db.execute<LedgerEvent & Record<string, unknown>>(sql`
    select ${STORED_COLUMNS}, s.feature, s.task, s.environment, e.routed_from as "routedFrom", e.quality,
      e.tags ->> 'opportunityId' as "opportunityId", e.tags ->> 'experiment' as experiment,
      e.tags ->> 'purpose' as purpose, e.tags ->> 'shadow' as shadow
    from usage_events e join series s on s.id = e.series_id
    where e.project_id = ${projectId}::int and e.occurred_at >= ${from}::timestamptz
      and e.occurred_at < ${to}::timestamptz
      and (e.routed_from is not null or e.tags ->> 'opportunityId' is not null) and ${isAfter(after)}
    order by e.project_id, e.occurred_at, e.id limit ${PAGE}`)
  return [...rows]
}
