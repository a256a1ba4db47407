import type { SpendBy, SpendOverTime, SpendPoint, SpendSums } from '#shared/api/spend.ts'
import { type Change, change } from '../../lib/format.ts'
import type { Metric } from '../../lib/search-params.ts'

/** For display and geometry only; sums come from the server. Null where no cost is known. */
export const costNumber = (sums: { costUsd: string | null }) =>
  sums.costUsd === null ? null : Number(sums.costUsd)

export const metricNumber = (sums: { costUsd: string | null; requests: number }, metric: Metric) =>
  metric === 'cost' ? costNumber(sums) : sums.requests

export function costPerRequest(sums: SpendSums): number | null {
  const cost = costNumber(sums)
  return cost === null || sums.requests === 0 ? null : cost / sums.requests
}

/** Share of the prompt tokens that came from a cache; null without prompt tokens. */
export function cacheHitRate(sums: SpendSums): number | null {
  const prompt = sums.inputTokens + sums.cacheReadTokens + sums.cacheWriteTokens
  return prompt === 0 ? null : sums.cacheReadTokens / prompt
}

/** Null when either side is not known: no change is claimed then. */
export function changeOf(current: number | null, base: number | null | undefined): Change | null {
  return current === null || base === null || base === undefined ? null : change(current, base)
}

/** The period before; null when nothing ran then, where every change would only say "new". */
export const baseOf = ({ previous }: SpendBy): SpendSums | null => (previous?.requests ? previous : null)

export const NO_COST_REASON = 'No price is known for these requests'

/** A trend in complete buckets: the one that still fills would look like a fall. */
export const trendOf = (points: readonly SpendPoint[], { buckets }: SpendOverTime) =>
  points.filter((_, index) => !buckets[index]?.partial).map(costNumber)
