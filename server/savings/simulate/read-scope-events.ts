import { type SQL, sql } from 'drizzle-orm'
import { isOneOf } from '#server/analytics/event-conditions.ts'
import type { AppContext } from '#server/context.ts'
import {
  type EventCursor,
  isAfter,
  STORED_COLUMNS,
  type StoredEvent,
} from '#server/prices/read-stored-events.ts'
import type { SimulationScope } from '#shared/api/simulations.ts'

export interface ScopeOfEvents {
  projectId: number
  scope: SimulationScope
  from: Date
  to: Date
}

const PAGE = 1_000

/** The next events in scope, by time and id; none at the end. */
export async function readScopeEvents(
  ctx: AppContext,
  of: ScopeOfEvents,
  after: EventCursor | null,
): Promise<StoredEvent[]> {
  const rows = await ctx.db.execute<StoredEvent & Record<string, unknown>>(sql`
    select ${STORED_COLUMNS} from usage_events e join series s on s.id = e.series_id
    where ${inScope(of)} and ${isAfter(after)}
    order by e.project_id, e.occurred_at, e.id limit ${PAGE}`)
  return [...rows]
}

/** How many there are, to tell how far the work is. */
export async function countScopeEvents(ctx: AppContext, of: ScopeOfEvents): Promise<number> {
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from usage_events e join series s on s.id = e.series_id where ${inScope(of)}`)
  return row!.count
}

/** Over `usage_events e` and their `series s`. */
export function inScope({ projectId, scope, from, to }: ScopeOfEvents): SQL {
  const labels = Object.entries(scope).flatMap(([label, values]) =>
    values ? [isOneOf(`s.${label}`, values)] : [],
  )
  return sql.join(
    [
      sql`e.project_id = ${projectId}::int`,
      sql`e.occurred_at >= ${from.toISOString()}::timestamptz and e.occurred_at < ${to.toISOString()}::timestamptz`,
      ...labels,
    ],
    sql` and `,
  )
}
