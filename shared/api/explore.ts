import { z } from 'zod'
import { EXPLORE_METRICS, type ExploreMetric } from './explore-metrics.ts'
import type { AnyLabel } from './labels.ts'
import {
  type BucketSize,
  type Coverage,
  type InstantRange,
  LabelParam,
  type ReadFrom,
  SpendOverTimeQuery,
} from './spend.ts'

const MOST_EXPLORE_GROUPS = 20

/** Range, zone, filters and buckets as for spend; with `subgroupBy` every pair of values is a group of its own. */
export const ExploreQuery = SpendOverTimeQuery.extend({
  metric: z.enum(Object.keys(EXPLORE_METRICS) as [ExploreMetric, ...ExploreMetric[]]).default('cost'),
  subgroupBy: LabelParam.optional(),
  /** Largest groups that are shown; the rest is added up as "other". */
  limit: z.coerce.number().int().min(1).max(MOST_EXPLORE_GROUPS).default(10),
  /** Each bucket tells of all since the start of the range. */
  cumulative: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
}).refine(({ groupBy, subgroupBy }) => groupBy !== subgroupBy, {
  path: ['subgroupBy'],
  error: 'is the same as groupBy',
})
export type ExploreQuery = z.infer<typeof ExploreQuery>

/** A value of the metric, in its unit; null where nothing is known. */
export type MetricValue = string | number | null

interface ExploredGroup {
  /** Of the whole range. */
  value: MetricValue
  /** Of the previous period up to the same elapsed time; null without comparison, too. */
  previous: MetricValue
  requests: number
  /** null when there are events but none has a known cost. */
  costUsd: string | null
  /** One a bucket; null is a gap, not a zero. */
  values: MetricValue[]
}

export interface ExploredSeries extends ExploredGroup {
  /** Value of the label, '' where the events carry none; null is "other". */
  key: string | null
  name: string
  /** Colour slot 1 to 8 of the key; null is "other". */
  slot: number | null
  /** The same of the subgroup; null without one, and for "other". */
  subkey: string | null
  subname: string | null
  /** Share of the total, 0 to 1; null where either is unknown or the metric does not add up. */
  share: number | null
}

/** A metric over time by one or two labels. */
export interface Exploration {
  readFrom: ReadFrom
  /** Tag keys asked for that are not declared for all of the time, so that single events were read. */
  undeclaredTags: string[]
  range: InstantRange
  previousRange: InstantRange | null
  timeZone: string
  metric: ExploreMetric
  groupBy: AnyLabel
  subgroupBy: AnyLabel | null
  cumulative: boolean
  bucket: BucketSize
  /** The bounds of each bucket; `partial` while it still fills. */
  buckets: { start: string; end: string; partial: boolean }[]
  /** How many groups there are, shown or not. */
  groups: number
  /** Largest first, by the metric or what it is a ratio of; "other" last. */
  series: ExploredSeries[]
  total: ExploredGroup
  /** The total of the previous period, shifted by whole weeks, aligned bucket by bucket. */
  previousValues: MetricValue[] | null
  coverage: Coverage
}
