import { toCostLines } from '#server/prices/to-cost-lines.ts'
import type { CostStatus } from '#shared/api/cost-status.ts'
import { usageTotals } from '#shared/usage/totals.ts'
import type { LabelSet } from './label-set.ts'
import type { Priced } from './read-items.ts'

/** The columns of an event that a statement writes, with their types. */
export const EVENT_COLUMNS = {
  id: 'text',
  occurred_at: 'timestamptz',
  series_id: 'int',
  content_hash: 'bigint',
  cost_status: 'cost_status',
  cost_reason: 'text',
  cost_pico_usd: 'bigint',
  reported_pico_usd: 'bigint',
  catalogue: 'text',
  input_tokens: 'bigint',
  cache_read_tokens: 'bigint',
  cache_write_tokens: 'bigint',
  output_tokens: 'bigint',
  reasoning_tokens: 'bigint',
  usage_format: 'text',
  response_model: 'text',
  request: 'json',
  failed: 'boolean',
  error_code: 'text',
  latency_ms: 'int',
  time_to_first_token_ms: 'int',
  quality: 'real',
  user_id: 'text',
  session_id: 'text',
  trace_id: 'text',
  prompt_hash: 'text',
  routed_from: 'text',
  tags: 'jsonb',
  lines: 'json',
  raw_usage: 'json',
  sent_labels: 'json',
} as const

/** One event as the statement takes it. */
export interface EventRow {
  id: string
  occurred_at: string
  series_id: number
  content_hash: bigint
  cost_status: CostStatus
  cost_reason: string | null
  cost_pico_usd: bigint | null
  reported_pico_usd: bigint | null
  catalogue: string
  input_tokens: number
  cache_read_tokens: number
  cache_write_tokens: number
  output_tokens: number
  reasoning_tokens: number
  usage_format: string | null
  response_model: string | null
  request: object | null
  failed: boolean
  error_code: string | null
  latency_ms: number | null
  time_to_first_token_ms: number | null
  quality: number | null
  user_id: string | null
  session_id: string | null
  trace_id: string | null
  prompt_hash: string | null
  routed_from: string | null
  tags: Record<string, string> | null
  lines: object
  raw_usage: object | null
  sent_labels: LabelSet['labels'] | null
}

/** An event on its way into the database, with the labels of its series. */
export interface PendingEvent {
  row: EventRow
  labelIds: readonly number[]
}

interface Placed {
  seriesId: number
  /** The labels as they were sent, where the series counts one of them as `__other__`. */
  sentLabels: LabelSet['labels'] | null
  catalogue: string
}

export function toRow(priced: Priced, { seriesId, sentLabels, catalogue }: Placed): EventRow {
  const { id, occurredAt, contentHash, event, cost } = priced
  const totals = usageTotals(cost.usage)
  return {
    id,
    occurred_at: occurredAt,
    series_id: seriesId,
    content_hash: contentHash,
    cost_status: cost.status,
    cost_reason: cost.reason,
    cost_pico_usd: cost.amount,
    reported_pico_usd: cost.reported,
    catalogue,
    // At most a trillion: see whyNotStorable.
    input_tokens: Number(totals.input),
    cache_read_tokens: Number(totals.cacheRead),
    cache_write_tokens: Number(totals.cacheWrite),
    output_tokens: Number(totals.output),
    reasoning_tokens: Number(totals.reasoning),
    usage_format: event.usageFormat ?? null,
    response_model: event.responseModel ?? null,
    request: event.request ?? null,
    failed: event.status === 'error',
    error_code: event.errorCode ?? null,
    latency_ms: event.latencyMs ?? null,
    time_to_first_token_ms: event.timeToFirstTokenMs ?? null,
    quality: event.quality ?? null,
    user_id: event.userId ?? null,
    session_id: event.sessionId ?? null,
    trace_id: event.traceId ?? null,
    prompt_hash: event.promptHash ?? null,
    routed_from: event.routedFrom ?? null,
    tags: event.tags ?? null,
    lines: toCostLines(cost.lines),
    raw_usage: event.usage ?? null,
    sent_labels: sentLabels,
  }
}
