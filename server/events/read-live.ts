import { sql } from 'drizzle-orm'
import { toEventConditions } from '#server/analytics/event-conditions.ts'
import type { AppContext } from '#server/context.ts'
import type { EventFilters } from '#shared/api/events.ts'
import { LISTED_COLUMNS, type ListedRow } from './listed-event.ts'
import type { LiveKey } from './live-events.ts'
import { scanEvents } from './scan-events.ts'

/** Those of the events named that match, whatever their time. */
export async function readByKey(
  ctx: AppContext,
  filters: EventFilters,
  projects: readonly number[],
  keys: readonly LiveKey[],
): Promise<ListedRow[]> {
  const wanted = keys.filter(({ projectId }) => projects.includes(projectId))
  if (wanted.length === 0) return []
  const times = wanted.map(({ occurredAt }) => occurredAt).sort()
  const rows = await ctx.db.execute<ListedRow & Record<string, unknown>>(sql`
    select ${LISTED_COLUMNS}
    from json_to_recordset(${JSON.stringify(wanted)}::text::json)
      as k("projectId" int, id text, "occurredAt" timestamptz)
    join usage_events e on e.project_id = k."projectId" and e.id = k.id and e.occurred_at = k."occurredAt"
      and e.occurred_at between ${times[0]}::timestamptz and ${times.at(-1)}::timestamptz
    join series s on s.id = e.series_id
    where ${toEventConditions(filters)}`)
  return [...rows]
}

/** What other instances may have stored is looked for among so many of the newest events. */
const MOST_LOOKED_AT = 2_000
/** Events are visible a little after they were received: those of so long before are looked for again. */
const OVERLAP = sql.raw(`interval '10 seconds'`)

/** The newest events received since an instant, of any instance; `isCut` when there are more. */
export async function readSince(
  ctx: AppContext,
  filters: EventFilters,
  { projects, since, limit }: { projects: readonly number[]; since: string; limit: number },
): Promise<{ rows: ListedRow[]; isCut: boolean }> {
  const { rows } = await scanEvents(ctx, {
    projects,
    source: sql`true`,
    conditions: sql`e.received_at > ${since}::timestamptz - ${OVERLAP} and ${toEventConditions(filters)}`,
    limit: limit + 1,
    most: MOST_LOOKED_AT,
  })
  return { rows: rows.slice(0, limit), isCut: rows.length > limit }
}

/** The time of the database, which stamps what is received. */
export async function readDatabaseTime(ctx: AppContext): Promise<string> {
  const [row] = await ctx.db.execute<{ now: string }>(
    sql`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
  )
  return row!.now
}
