import { z } from 'zod'

const text = z.string().max(256).optional()

export const ListSegmentsQuery = z.strictObject({
  /** Id of a project; without it, all that may be seen. */
  project: z
    .string()
    .regex(/^\d{1,9}$/, 'expected the id of a project')
    .optional(),
  feature: text,
  task: text,
  environment: text,
  provider: text,
  model: text,
  /** Those that cost less: `next` of the page before. */
  after: z
    .string()
    .regex(/^\d{1,30}-\d{1,18}$/, 'expected `next` of the page before')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListSegmentsQuery = z.output<typeof ListSegmentsQuery>

/** What the requests of a segment have in common; '' was not sent. */
export interface SegmentLabels {
  feature: string
  task: string
  environment: string
  operation: string
  provider: string
  model: string
  /** As it was served, where the provider says so. */
  serviceTier: string
  region: string
}

/** Tokens of a request; a quantile is the number that so large a part of the requests does not exceed. */
export interface TokenDistribution {
  mean: number
  p50: number
  p95: number
  p99: number
  p995: number
}

/** What 30 days of requests look like: sums and distributions, and nothing of what was said in them. */
export interface SegmentSummary {
  requests: number
  /** Those of pilots, shadows and routed requests, among `requests`. */
  tests: number
  /** Those whose cost nobody knows, among `requests`. */
  unpriced: number
  /** Share of the requests that failed, 0 to 1. */
  errorRate: number
  /** The whole prompt, with what was read from caches and written to them. */
  promptTokens: TokenDistribution
  /** The whole answer, with reasoning. */
  outputTokens: TokenDistribution
  /** Share of the prompt tokens that were read from a cache, 0 to 1; null: there were none. */
  cacheReadShare: number | null
  /** Share of the output tokens that nobody sees, 0 to 1; null: there were none. */
  reasoningShare: number | null
  /** Of the requests that say how long they took; null: none does. */
  latencyMs: { requests: number; p50: number; p95: number; p99: number } | null
  /** Of the requests that have a score; null: none has. */
  quality: { scores: number; mean: number; deviation: number | null } | null
  arrivals: {
    /** Requests by hour of the week in UTC, Monday at 00:00 first: 168 numbers. */
    hoursOfWeek: number[]
    /** Seconds since the request before; null for a single one. */
    gapSeconds: { p50: number; p95: number } | null
  }
}

export interface Segment extends SegmentLabels {
  id: string
  projectId: string
  projectName: string
  /** Sum of the costs that are known, a decimal string in USD: at least that, where some are not. null: none is. */
  costUsd: string | null
  firstSeenAt: string
  lastSeenAt: string
  /** End of the 30 days that it tells of. */
  asOf: string
  summary: SegmentSummary
}

export interface SegmentPage {
  /** The most expensive first. */
  data: Segment[]
  /** null on the last page. */
  next: string | null
}
