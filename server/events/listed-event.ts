import { sql } from 'drizzle-orm'
import type { ListedEvent } from '#shared/api/events.ts'
import { formatUsd } from '#shared/money.ts'

/** What of an event a list shows or is filtered by: usage and lines stay where they are. */
export const NARROW_COLUMNS = sql.raw(
  [
    'project_id, id, occurred_at, received_at, series_id, sent_labels, user_id, session_id, trace_id, tags',
    'failed, error_code, latency_ms, cost_pico_usd, cost_status, cost_reason',
    'input_tokens, cache_read_tokens, cache_write_tokens, output_tokens',
  ].join(', '),
)

/** Microseconds, UTC: the text that is part of an event's identity. */
export const instantText = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`)

/** A label as it was sent, also where the series counts it as `__other__`. */
const sentLabel = (label: string, column = label) =>
  sql.raw(`coalesce(e.sent_labels ->> '${label}', s.${column}) as "${label}"`)

export type ListedRow = Omit<ListedEvent, 'costUsd'> & { costPicoUsd: string | null; receivedAt: string }

/** A `ListedRow` of `usage_events e` and their `series s`. */
export const LISTED_COLUMNS = sql`
  e.id, ${instantText('e.occurred_at')} as "timestamp", e.project_id::text as "projectId", ${sentLabel('provider')},
  ${sentLabel('model')}, ${sentLabel('feature')}, case when e.failed then 'error' else 'ok' end as status,
  (select slot from series_styles where label = 'model' and key = s.model) as "modelSlot",
  e.error_code as "errorCode", e.latency_ms as "latencyMs", e.cost_pico_usd::text as "costPicoUsd",
  e.cost_status as "costStatus", e.cost_reason as "costReason", ${instantText('e.received_at')} as "receivedAt",
  (e.input_tokens + e.cache_read_tokens + e.cache_write_tokens)::float8 as "inputTokens",
  e.cache_read_tokens::float8 as "cacheReadTokens", e.output_tokens::float8 as "outputTokens"`

export function toListedEvent({ costPicoUsd, receivedAt: _, ...row }: ListedRow): ListedEvent {
  return { ...row, costUsd: costPicoUsd === null ? null : formatUsd(BigInt(costPicoUsd)) }
}

/** Newest first; events of one instant by project and id. */
export function byNewest(a: ListedEvent, b: ListedEvent): number {
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? 1 : -1
  if (a.projectId !== b.projectId) return Number(b.projectId) - Number(a.projectId)
  return a.id < b.id ? 1 : -1
}
