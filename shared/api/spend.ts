import { z } from 'zod'
import { isCleanText } from './clean-text.ts'
import { type AnyLabel, GROUP_LABELS, type GroupLabel, type TagLabel } from './labels.ts'
import { LONGEST_LIST_VALUE, MOST_LIST_VALUES, parseListParam } from './list-param.ts'
import { EARLIEST_DAY, LATEST_DAY } from './range-limits.ts'

const NAMED_RANGES = ['24h', '7d', '30d', '90d', 'mtd'] as const
const BUCKET_SIZES = ['hour', 'day', 'week', 'month'] as const
export type BucketSize = (typeof BUCKET_SIZES)[number]

const calendarDay = z.iso.date()

/** A named range, or whole calendar days `2026-10-30..2026-11-08`, both ends included. */
export const RangeParam = z.union([
  z.enum(NAMED_RANGES),
  z
    .string()
    .refine(isDayRange, 'expected 24h, 7d, 30d, 90d, mtd or two days such as 2026-10-30..2026-11-08')
    .brand<'day-range'>(),
])

function isDayRange(text: string): boolean {
  const [from = '', to = '', ...rest] = text.split('..')
  const valid = calendarDay.safeParse(from).success && calendarDay.safeParse(to).success
  return valid && rest.length === 0 && EARLIEST_DAY <= from && from <= to && to <= LATEST_DAY
}

export const listParam = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().flatMap(parseListParam))
  .pipe(
    z
      .array(z.string().max(LONGEST_LIST_VALUE).refine(isCleanText, 'has control characters'))
      .max(MOST_LIST_VALUES),
  )

/** `key=value` pairs. */
const tagsParam = listParam.refine(
  (pairs) => pairs.every((pair) => /^[A-Za-z0-9_.-]{1,64}=/.test(pair)),
  'expected key=value such as customer=acme',
)

type FilterLabel = GroupLabel | 'user'
const filterParams = Object.fromEntries(
  [...GROUP_LABELS, 'user'].flatMap((label) => [
    [label, listParam.optional()],
    [`-${label}`, listParam.optional()],
  ]),
) as Record<FilterLabel | `-${FilterLabel}`, z.ZodOptional<typeof listParam>>

/** A label, `user`, or `tag:` and the key of a tag. */
export const LabelParam = z.union([
  z.enum([...GROUP_LABELS, 'user']),
  z.custom<TagLabel>((value) => typeof value === 'string' && /^tag:[A-Za-z0-9_.-]{1,64}$/.test(value)),
])

/**
 * Filters (`model=a,b` keeps any of them, `-team=qa` leaves one out, `tag=customer=acme` looks at tags, an empty value
 * means "not set"), range and zone.
 */
export const SpendByQuery = z.strictObject({
  range: RangeParam.default('30d'),
  /** IANA name of the zone whose days are shown. */
  timeZone: z.string().max(64).default('UTC'),
  compare: z.enum(['previous', 'none']).default('previous'),
  groupBy: LabelParam.default('model'),
  limit: z.coerce.number().int().min(1).max(50).default(7),
  ...filterParams,
  tag: tagsParam.optional(),
  '-tag': tagsParam.optional(),
})

export const SpendOverTimeQuery = SpendByQuery.extend({
  bucket: z.enum(['auto', ...BUCKET_SIZES]).default('auto'),
})

export type SpendByQuery = z.infer<typeof SpendByQuery>
export type SpendOverTimeQuery = z.infer<typeof SpendOverTimeQuery>

/** Half-open range of instants, RFC 3339 UTC. */
export interface InstantRange {
  from: string
  to: string
}

/** Additive sums of events. `costUsd` is null when events are there but none has a known cost. */
export interface SpendSums {
  costUsd: string | null
  requests: number
  errors: number
  inputTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
  outputTokens: number
}

/** How much of the total is known: events by cost status, and each as a share (0 to 1) of all events. */
export interface Coverage {
  requests: number
  priced: number
  partial: number
  reported: number
  unpriced: number
  invalid: number
  shares: { priced: number; partial: number; reported: number; unpriced: number; invalid: number }
}

export interface SpendRow extends SpendSums {
  /** Value of the label; '' where the events carry none. */
  key: string
  /** What to show for the key where it is an id (the project's name). */
  name: string
  /** Colour slot 1 to 8, kept for this key for ever. */
  slot: number
  /** Share of the total cost, 0 to 1; null when either is unknown. */
  share: number | null
  previous: SpendSums | null
}

/** The keys beyond the limit, together. */
interface OtherRow extends SpendSums {
  keys: number
  share: number | null
  previous: SpendSums | null
}

/** Which table answered: rollups at once, `events` by looking at each one. */
export type ReadFrom = 'labels' | 'labelDays' | 'seriesDays' | 'userDays' | 'events'

export interface SpendBy {
  readFrom: ReadFrom
  range: InstantRange
  previousRange: InstantRange | null
  timeZone: string
  groupBy: AnyLabel
  rows: SpendRow[]
  other: OtherRow | null
  total: SpendSums
  previous: SpendSums | null
  coverage: Coverage
}

/** One point of a series. `costUsd` is null where nothing is known: a gap, not a zero. */
export interface SpendPoint {
  costUsd: string | null
  requests: number
}

export interface SpendSeries {
  /** null is "Other": all keys beyond the limit. */
  key: string | null
  name: string
  slot: number | null
  values: SpendPoint[]
}

export interface SpendOverTime {
  readFrom: ReadFrom
  range: InstantRange
  previousRange: InstantRange | null
  timeZone: string
  groupBy: AnyLabel
  bucket: BucketSize
  /** The bounds of each bucket; `partial` while it still fills. */
  buckets: { start: string; end: string; partial: boolean }[]
  /** Largest first, "Other" last. Every `values` has one point a bucket. */
  series: SpendSeries[]
  total: SpendPoint[]
  /** The previous period shifted by whole weeks, aligned bucket by bucket. */
  previous: SpendPoint[] | null
  coverage: Coverage
}
