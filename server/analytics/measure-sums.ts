import { readPercentiles } from '#server/rollups/latency-histogram.ts'
import type { SumName } from '#server/rollups/sums.ts'
import type { MetricValue } from '#shared/api/explore.ts'
import type { ExploreMetric } from '#shared/api/explore-metrics.ts'
import { divideHalfEven, formatUsd } from '#shared/money.ts'
import { knownCost, type Sums } from './sums.ts'

/** The metric of some events, by their sums; null where nothing is known. */
export function measureSums(metric: ExploreMetric, sums: Sums): MetricValue {
  const { requests, errors, inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens } = sums
  const promptTokens = inputTokens + cacheReadTokens + cacheWriteTokens
  switch (metric) {
    case 'cost':
      return asUsd(knownCost(sums))
    case 'requests':
      return requests
    case 'tokens':
      return promptTokens + outputTokens
    case 'inputTokens':
    case 'cacheReadTokens':
    case 'cacheWriteTokens':
    case 'outputTokens':
      return sums[metric]
    case 'costPerRequest':
      return asUsd(costPerRequest(sums))
    case 'cacheHitRate':
      return ratio(cacheReadTokens, promptTokens)
    case 'errorRate':
      return ratio(errors, requests)
    case 'latencyP50':
      return percentile(sums, 0.5)
    case 'latencyP95':
      return percentile(sums, 0.95)
    default:
      return metric satisfies never
  }
}

const asUsd = (amount: bigint | null) => (amount === null ? null : formatUsd(amount))
const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const percentile = ({ latency }: Sums, share: number) => readPercentiles(String(latency), [share])[0]!

/** Requests without a known cost are left out on both sides: they cost something, but not nothing. */
function costPerRequest({ costPicoUsd, priced, partial, reported }: Sums): bigint | null {
  const known = priced + partial + reported
  return known === 0 ? null : divideHalfEven(costPicoUsd, BigInt(known))
}

const PROMPT: SumName[] = ['input_tokens', 'cache_read_tokens', 'cache_write_tokens']

/** What says how large a group is: the metric itself, or what it is a ratio of. */
export const RANK_BY: Record<ExploreMetric, readonly SumName[]> = {
  cost: ['cost_pico_usd'],
  requests: ['requests'],
  tokens: [...PROMPT, 'output_tokens'],
  inputTokens: ['input_tokens'],
  cacheReadTokens: ['cache_read_tokens'],
  cacheWriteTokens: ['cache_write_tokens'],
  outputTokens: ['output_tokens'],
  costPerRequest: ['cost_pico_usd'],
  cacheHitRate: PROMPT,
  errorRate: ['requests'],
  latencyP50: ['requests'],
  latencyP95: ['requests'],
}
