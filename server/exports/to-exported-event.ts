import type { ComputedFields, ExportedEvent } from '#shared/api/events.ts'
import type { UsageEvent } from '#shared/api/usage-event.ts'
import { EVENT_FIELDS } from '#shared/csv/event-columns.ts'
import { formatUsd } from '#shared/money.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'

/** What is read of an event as it was posted; a field that it does not have is null or ''. */
type PostedFields = {
  [Field in Exclude<keyof UsageEvent, 'timestamp' | 'costUsd'>]-?: UsageEvent[Field] | null
}

/** A stored event. */
export type EventRow = PostedFields &
  Omit<ComputedFields, 'costUsd' | 'projectId' | 'projectName'> & {
    id: string
    timestamp: string
    costPicoUsd: string | null
    /** What somebody said that it costs. */
    toldPicoUsd: string | null
  }

/** The event as it could be posted again, and what Spendscope computed. */
export function toExportedEvent(row: EventRow, project: { id: number; name: string }): ExportedEvent {
  const event: Record<string, unknown> = {}
  for (const field of EVENT_FIELDS) {
    const value = field === 'costUsd' ? toldUsd(row) : row[field]
    if (value !== null && value !== '') event[field] = value
  }
  event.computed = toComputed(row, project)
  return event as unknown as ExportedEvent
}

/** What the caller was told; a charge that the usage itself says is read from there again. */
function toldUsd(row: EventRow): string | null {
  if (row.toldPicoUsd === null || !row.usage) return toUsd(row.toldPicoUsd)
  const { provider, model, responseModel, operation, usageFormat } = row
  const hint = {
    provider: provider!,
    model: responseModel ?? model!,
    ...(operation && { operation }),
    ...(usageFormat && { usageFormat }),
  }
  const read = normaliseUsage(row.usage, hint)
  const isCharge = read.ok && read.charged !== undefined && String(read.charged) === row.toldPicoUsd
  return isCharge ? null : toUsd(row.toldPicoUsd)
}

function toComputed(row: EventRow, project: { id: number; name: string }): ComputedFields {
  return {
    projectId: String(project.id),
    projectName: project.name,
    costUsd: toUsd(row.costPicoUsd),
    costStatus: row.costStatus,
    costReason: row.costReason,
    inputTokens: row.inputTokens,
    cacheReadTokens: row.cacheReadTokens,
    cacheWriteTokens: row.cacheWriteTokens,
    outputTokens: row.outputTokens,
    reasoningTokens: row.reasoningTokens,
    lines: row.lines,
  }
}

const toUsd = (picoUsd: string | null) => (picoUsd === null ? null : formatUsd(BigInt(picoUsd)))
