import type { EventCost } from '#server/prices/price-event.ts'
import { toCostLines } from '#server/prices/to-cost-lines.ts'
import type { UsageEvent } from '#shared/api/usage-event.ts'
import { usageTotals } from '#shared/usage/totals.ts'
import type { EventRow } from './store-events.ts'

interface RowParts {
  id: string
  occurredAt: string
  contentHash: bigint
  seriesId: number
  event: UsageEvent
  cost: EventCost
  catalogue: string
}

export function toRow({ id, occurredAt, contentHash, seriesId, event, cost, catalogue }: RowParts): EventRow {
  const totals = usageTotals(cost.usage)
  return {
    id,
    occurred_at: occurredAt,
    series_id: seriesId,
    content_hash: String(contentHash),
    cost_status: cost.status,
    cost_reason: cost.reason,
    cost_pico_usd: cost.amount?.toString() ?? null,
    reported_pico_usd: cost.reported?.toString() ?? null,
    catalogue,
    input_tokens: String(totals.input),
    cache_read_tokens: String(totals.cacheRead),
    cache_write_tokens: String(totals.cacheWrite),
    output_tokens: String(totals.output),
    reasoning_tokens: String(totals.reasoning),
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
  }
}
