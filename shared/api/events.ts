import { z } from 'zod'
import type { UsageClass } from '#shared/usage/classes.ts'
import { SpendByQuery } from './spend.ts'
import type { UsageEvent } from './usage-event.ts'

export const COST_STATUSES = ['priced', 'partial', 'reported', 'unpriced', 'invalid'] as const
export type CostStatus = (typeof COST_STATUSES)[number]

export const ListEventsQuery = z.strictObject({
  project: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListEventsQuery = z.infer<typeof ListEventsQuery>

/** One class times one price: the smallest exact part of a cost. */
export interface CostLine {
  class: UsageClass
  quantity: string
  /** Published price in USD for `per` units; null when no price was found. */
  price: string | null
  per: number | null
  /** Multipliers such as a batch discount, as decimal strings. */
  factors: string[]
  costUsd: string | null
}

export interface ListedEvent {
  id: string
  timestamp: string
  projectId: string
  provider: string
  model: string
  feature: string
  status: 'ok' | 'error'
  latencyMs: number | null
  costUsd: string | null
  costStatus: CostStatus
  /** Why the cost is not known: `unknown_model`, `no_usage`, ... */
  costReason: string | null
  inputTokens: number
  outputTokens: number
}

const EXPORT_FORMATS = ['ndjson', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Range, zone and filters as for spend. */
export const ExportEventsQuery = SpendByQuery.omit({ compare: true, groupBy: true, limit: true }).extend({
  format: z.enum(EXPORT_FORMATS).default('ndjson'),
})
export type ExportEventsQuery = z.infer<typeof ExportEventsQuery>

/** An event of an export: as it can be imported, and beside it what Spendscope computed, which an import leaves out. */
export type ExportedEvent = z.input<typeof UsageEvent> & { computed: ComputedFields }

export interface ComputedFields {
  projectId: string
  projectName: string
  /** The cost that counts; null is unknown, and `costReason` says why. */
  costUsd: string | null
  costStatus: CostStatus
  costReason: string | null
  inputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
  outputTokens: number
  reasoningTokens: number
  lines: CostLine[] | null
}
