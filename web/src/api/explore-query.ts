import type { ExploreMetric } from '#shared/api/explore-metrics.ts'
import type { AnyLabel } from '#shared/api/labels.ts'
import type { BucketSize } from '#shared/api/spend.ts'
import type { SpendQuery } from './spend-query.ts'

export type ExploreQuery = SpendQuery & {
  metric: ExploreMetric
  subgroupBy?: AnyLabel
  bucket: BucketSize | 'auto'
  cumulative: 'true' | 'false'
}
