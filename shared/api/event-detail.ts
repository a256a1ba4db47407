import { z } from 'zod'
import { parseInstant } from '#shared/time.ts'
import type { CostLine, ListedEvent } from './events.ts'
import type { SeriesLabel } from './labels.ts'

/** An event's identity is project, id and timestamp; where a part is left out, the newest that fits is meant. */
export const EventDetailQuery = z.strictObject({
  id: z.string().regex(/^[\x21-\x7e]{1,128}$/, 'expected the id of an event'),
  timestamp: z
    .string()
    .refine(
      (text) => parseInstant(text) !== undefined,
      'expected RFC 3339 such as 2026-11-22T14:20:00.123456Z',
    )
    .optional(),
  project: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
})
export type EventDetailQuery = z.infer<typeof EventDetailQuery>

/** Whose price it was, and when it holds: from (inclusive) until (exclusive), null is unbounded. */
export interface PriceSource {
  /** `own`: a price of the installation or the project. */
  kind: 'catalogue' | 'own'
  provider: string
  model: string
  /** Where the price comes from; of an own one, its note. */
  source: string
  effectiveFrom: string | null
  effectiveUntil: string | null
}

/**
 * How the lines and the cost that counts go together. `exact`: each line is quantity x price x factors and they add up to
 * the cost. `reported`: the cost is what was reported, beside the lines. `unknown`: there is no cost. `differs`: they do
 * not add up, and no arithmetic should be shown for it.
 */
export type CostCheck = 'exact' | 'reported' | 'unknown' | 'differs'

/** Everything that is known of one event. What it does not carry is null or ''. */
export interface EventDetail extends ListedEvent {
  projectName: string
  receivedAt: string
  labels: Record<SeriesLabel, string>
  responseModel: string | null
  userId: string | null
  sessionId: string | null
  traceId: string | null
  tags: Record<string, string> | null
  timeToFirstTokenMs: number | null
  quality: number | null
  promptHash: string | null
  routedFrom: string | null
  request: Record<string, unknown> | null
  /** The usage object as it was posted. */
  usage: Record<string, unknown> | null
  lines: CostLine[]
  /** The sum of the lines; null when none has a known amount. */
  linesUsd: string | null
  /** What somebody said that it costs. */
  reportedUsd: string | null
  check: CostCheck
  /** Null where the prices of today would give other lines: the one that was used is not known any more. */
  priceSource: PriceSource | null
  /** Version of the prices that it was priced with. */
  catalogue: string | null
}
