import { type SQL, sql } from 'drizzle-orm'
import { seriesColumn } from '#server/analytics/filters.ts'
import type { AppContext } from '#server/context.ts'
import { SERIES_LABELS } from '#shared/api/labels.ts'
import type { EventRow } from './to-exported-event.ts'

export interface PageQuery {
  project: { id: number; name: string }
  /** Seconds since 1970, exclusive. */
  until: number
  /** Over `usage_events e` and their `series s`. */
  conditions: SQL
}

/** The place of an event in its project: by time, then id. */
export interface EventCursor {
  occurredAt: string
  id: string
}

export interface EventPage {
  events: EventRow[]
  /** Where the next page begins; undefined at the end. */
  next: EventCursor | undefined
}

/** So many events are looked at for a page, however few of them the filters keep: no page takes long. */
const EVENTS_A_PAGE = 500

/** Where a report is what counts, it is the amount itself: of two reports only one is kept beside it. */
const told = sql.raw(`case e.cost_status when 'reported' then e.cost_pico_usd else e.reported_pico_usd end`)

/** Above its most label sets a project counts new ones as `__other__`; the event keeps what was sent. */
const sentLabels = sql.join(
  SERIES_LABELS.map(
    (label) =>
      sql`coalesce(e.sent_labels ->> ${sql.raw(`'${label}'`)}, ${seriesColumn(label)}) as ${sql.raw(`"${label}"`)}`,
  ),
  sql`, `,
)

/** The next events of a project, in the order of its index on time. */
export async function readPage(
  ctx: AppContext,
  { project, until, conditions }: PageQuery,
  after: EventCursor,
): Promise<EventPage> {
  const rows = await ctx.db.execute<EventRow & { isKept: boolean } & Record<string, unknown>>(sql`
    with page as materialized (
      select * from usage_events
      where project_id = ${project.id} and occurred_at >= ${after.occurredAt}::timestamptz
        and occurred_at < to_timestamp(${until}) and (occurred_at, id) > (${after.occurredAt}::timestamptz, ${after.id})
      order by occurred_at, id limit ${EVENTS_A_PAGE}::int
    )
    select s.id is not null as "isKept", e.id,
      to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "timestamp",
      ${sentLabels}, e.response_model as "responseModel", e.raw_usage as usage, e.usage_format as "usageFormat", e.request,
      e.latency_ms as "latencyMs", e.time_to_first_token_ms as "timeToFirstTokenMs",
      case when e.failed then 'error' end as status,
      e.error_code as "errorCode", e.user_id as "userId", e.session_id as "sessionId", e.trace_id as "traceId",
      e.quality, e.prompt_hash as "promptHash", e.routed_from as "routedFrom", e.tags,
      e.cost_status as "costStatus", e.cost_reason as "costReason", e.cost_pico_usd::text as "costPicoUsd",
      (${told})::text as "toldPicoUsd", e.lines,
      e.input_tokens::float8 as "inputTokens", e.cache_read_tokens::float8 as "cacheReadTokens",
      e.cache_write_tokens::float8 as "cacheWriteTokens", e.output_tokens::float8 as "outputTokens",
      e.reasoning_tokens::float8 as "reasoningTokens"
    from page e left join series s on s.id = e.series_id and ${conditions}
    where s.id is not null
      or (e.occurred_at, e.id) = (select occurred_at, id from page order by occurred_at desc, id desc limit 1)
    order by e.occurred_at, e.id`)
  const last = rows.at(-1)
  const events = rows.filter((row) => row.isKept)
  rows.length = 0 // postgres.js keeps the last result of each connection: ten pages would stay in memory
  return { events, next: last && { occurredAt: last.timestamp, id: last.id } }
}
