import { z } from 'zod'
import { parseInstant } from '#shared/time.ts'
import type { UsageClass } from '#shared/usage/classes.ts'
import { COST_STATUSES, type CostStatus } from './cost-status.ts'
import { listParam, RangeParam, SpendByQuery } from './spend.ts'
import type { UsageEvent } from './usage-event.ts'

const projectId = z.string().regex(/^\d{1,9}$/)

export const RecentEventsQuery = z.strictObject({
  project: projectId.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type RecentEventsQuery = z.infer<typeof RecentEventsQuery>

const usdParam = z.string().regex(/^\d{1,7}(\.\d{1,12})?$/, 'expected a decimal in USD such as 0.01')

/** What single events are picked by: the label filters of spend, and what only an event knows. */
export const EventFilters = SpendByQuery.omit({
  range: true,
  timeZone: true,
  compare: true,
  groupBy: true,
  limit: true,
}).extend({
  status: z.enum(['ok', 'error']).optional(),
  errorCode: listParam.optional(),
  costStatus: listParam.pipe(z.array(z.enum(COST_STATUSES))).optional(),
  /** Events with a known cost of at least so much, in USD. */
  minCostUsd: usdParam.optional(),
  traceId: listParam.optional(),
  sessionId: listParam.optional(),
  id: listParam.optional(),
})
export type EventFilters = z.infer<typeof EventFilters>

/** Shorter than what spend is asked for: from so long ago until now. */
const SHORT_RANGES = ['1h', '6h'] as const
export type ShortRange = (typeof SHORT_RANGES)[number]
const EventRange = z.union([z.enum(SHORT_RANGES), RangeParam])

/** A place in the list of events: time, project and id of the last one before it. */
const EventPlace = z
  .string()
  .max(200)
  .transform((text, check) => {
    const [, at = '', project, id = ''] = /^([^~]{1,40})~(\d{1,9})~([\x21-\x7e]{1,128})$/.exec(text) ?? []
    const occurredAt = parseInstant(at)?.text
    if (occurredAt) return { occurredAt, projectId: Number(project), id }
    check.addIssue({ code: 'custom', message: 'expected what an answer gave as "next"' })
    return z.NEVER
  })
export type EventPlace = z.infer<typeof EventPlace>

/** Filters, range and zone as for spend, and shorter ranges; an `id` is looked for in all time. */
export const ListEventsQuery = EventFilters.extend({
  range: EventRange.default('1h'),
  timeZone: SpendByQuery.shape.timeZone,
  limit: z.coerce.number().int().min(1).max(200).default(100),
  /** `next` of the page before. */
  before: EventPlace.optional(),
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
  /** RFC 3339 UTC with microseconds. */
  timestamp: string
  projectId: string
  provider: string
  model: string
  /** Colour slot 1 to 8 of the model; null before a chart has shown it. */
  modelSlot: number | null
  feature: string
  status: 'ok' | 'error'
  errorCode: string | null
  latencyMs: number | null
  costUsd: string | null
  costStatus: CostStatus
  /** Why the cost is not known: `unknown_model`, `no_usage`, ... */
  costReason: string | null
  /** The whole prompt, with what was read from caches and written to them. */
  inputTokens: number
  cacheReadTokens: number
  outputTokens: number
}

/** Newest first. */
export interface EventPage {
  data: ListedEvent[]
  /** Asks for the events after these, as `before`; null when the range was read to its end. */
  next: string | null
  /** Down to this instant every event was looked at: a page of rare ones may end before it is full. */
  readTo: string | null
}

/** The filters of the list, and the position at which an earlier stream ended: the last `id` of its messages. */
export const StreamEventsQuery = EventFilters.extend({ after: z.string().max(40).optional() })

/** A message `events` of the stream. */
export interface LiveEventsMessage {
  /** Newest first. Those of the seconds before the stream began may be among them. */
  events: ListedEvent[]
  /** At least so many more were stored than are told. */
  skipped: number
}

const EXPORT_FORMATS = ['ndjson', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Range, zone and filters as for the list. */
export const ExportEventsQuery = EventFilters.extend({
  range: EventRange.default('30d'),
  timeZone: SpendByQuery.shape.timeZone,
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
