import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  json,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { COST_STATUSES } from '#shared/api/cost-status.ts'

export const costStatus = pgEnum('cost_status', COST_STATUSES)

const tokens = (name: string) => bigint(name, { mode: 'bigint' }).notNull()

/**
 * One model call as reported. Partitioned by month of `occurred_at` (see the migration), so the key contains it.
 * No foreign keys: the table is meant to be distributed.
 */
export const usageEvents = pgTable(
  'usage_events',
  {
    projectId: integer('project_id').notNull(),
    id: text('id').notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true, mode: 'string' }).notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    seriesId: integer('series_id').notNull(),
    /** First 64 bits of the sha256 of what was posted: tells a repeat from a conflict. */
    contentHash: bigint('content_hash', { mode: 'bigint' }).notNull(),
    costStatus: costStatus('cost_status').notNull(),
    /** Why the cost is not known. */
    costReason: text('cost_reason'),
    /** The cost that counts, in pico-USD; null is unknown. */
    costPicoUsd: bigint('cost_pico_usd', { mode: 'bigint' }),
    /** What the caller was told it cost. */
    reportedPicoUsd: bigint('reported_pico_usd', { mode: 'bigint' }),
    /** Version of the catalogue that priced it. */
    catalogue: text('catalogue'),
    inputTokens: tokens('input_tokens'),
    cacheReadTokens: tokens('cache_read_tokens'),
    cacheWriteTokens: tokens('cache_write_tokens'),
    /** Includes reasoning. */
    outputTokens: tokens('output_tokens'),
    reasoningTokens: tokens('reasoning_tokens'),
    /** The dialect that the caller named, if any: reading the usage again needs it. */
    usageFormat: text('usage_format'),
    /** The model that the response named, where it was another one. */
    responseModel: text('response_model'),
    /** Facts of the request that choose a price: see `request` of an event. */
    request: json('request'),
    failed: boolean('failed').notNull(),
    errorCode: text('error_code'),
    latencyMs: integer('latency_ms'),
    timeToFirstTokenMs: integer('time_to_first_token_ms'),
    quality: real('quality'),
    userId: text('user_id'),
    sessionId: text('session_id'),
    traceId: text('trace_id'),
    promptHash: text('prompt_hash'),
    routedFrom: text('routed_from'),
    tags: jsonb('tags').$type<Record<string, string>>(),
    /** Classes with quantity, price and amount, as `CostLine`s of the API. Only read whole: `json` is quicker to write. */
    lines: json('lines'),
    /** The usage object as it was posted, so that it can be read again when a reader was wrong. */
    rawUsage: json('raw_usage'),
    /** The labels as they were sent, where the series counts one of them as `__other__`. */
    sentLabels: json('sent_labels').$type<Record<string, string>>(),
  },
  (table) => [
    primaryKey({ name: 'usage_events_pkey', columns: [table.projectId, table.id, table.occurredAt] }),
    index('usage_events_occurred_at').on(table.projectId, table.occurredAt),
    index('usage_events_unpriced')
      .on(table.projectId, table.seriesId)
      .where(sql`${table.costStatus} in ('unpriced', 'invalid', 'partial')`),
    check('usage_events_cost', sql`${table.costPicoUsd} >= 0`),
  ],
)
