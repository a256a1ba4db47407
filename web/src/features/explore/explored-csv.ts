import type { Exploration, MetricValue } from '#shared/api/explore.ts'
import type { ExploreMetric } from '#shared/api/explore-metrics.ts'
import { toCsv } from '../../lib/to-csv.ts'
import { groupName, pairName, subgroupName } from './explored-rows.ts'

/** Column names, with the unit where there is one. Shares are 0 to 1. */
const COLUMNS: Record<ExploreMetric, string> = {
  cost: 'cost_usd',
  requests: 'requests',
  tokens: 'tokens',
  inputTokens: 'input_tokens',
  cacheReadTokens: 'cache_read_tokens',
  cacheWriteTokens: 'cache_write_tokens',
  outputTokens: 'output_tokens',
  costPerRequest: 'cost_per_request_usd',
  cacheHitRate: 'cache_hit_rate',
  errorRate: 'error_rate',
  latencyP50: 'latency_p50_ms',
  latencyP95: 'latency_p95_ms',
}

type Cell = MetricValue

/** The groups and their total, every digit. */
export function groupsCsv(explored: Exploration): string {
  const { metric, groupBy, subgroupBy, series, total, previousRange } = explored
  const labels = [groupBy, ...(subgroupBy ? [subgroupBy] : [])]
  const context = [metric !== 'cost' && 'cost_usd', metric !== 'requests' && 'requests'].filter(
    (name) => name !== false,
  )
  const compared = previousRange !== null
  const figures = ({ value, previous, costUsd, requests }: Exploration['total']): Cell[] => [
    value,
    ...(compared ? [previous] : []),
    ...context.map((name) => (name === 'requests' ? requests : costUsd)),
  ]
  const column = COLUMNS[metric]
  return toCsv([
    [...labels, column, ...(compared ? [`previous_${column}`] : []), ...context],
    ...series.map((one) => [
      groupName(explored, one),
      ...(subgroupBy ? [subgroupName(explored, one) ?? ''] : []),
      ...figures(one),
    ]),
    ['Total', ...(subgroupBy ? [''] : []), ...figures(total)],
  ])
}

/** Every bucket of every series. */
export function bucketsCsv(explored: Exploration): string {
  const { buckets, series, total } = explored
  return toCsv([
    ['start', 'end', ...series.map((one) => pairName(explored, one)), 'Total'],
    ...buckets.map(({ start, end }, at) => [
      start,
      end,
      ...[...series, total].map(({ values }) => values[at] ?? null),
    ]),
  ])
}

/** `spendscope-cost-by-model-2026-10-24-to-2026-11-23.csv` */
export function csvName(
  { metric, groupBy, subgroupBy, range }: Exploration,
  part: 'groups' | 'buckets',
): string {
  const words = [COLUMNS[metric], 'by', groupBy, ...(subgroupBy ? [subgroupBy] : []), part]
  const days = [range.from, range.to].map((instant) => instant.slice(0, 10)).join('-to-')
  return `spendscope-${words.join('-').replace(/[^A-Za-z0-9-]+/g, '-')}-${days}.csv`
}
