type MetricUnit = 'usd' | 'count' | 'share' | 'ms'

interface MetricKind {
  /** `usd` travels as a decimal string, the others as numbers: a count, a share of 0 to 1, milliseconds. */
  unit: MetricUnit
  /** Whether groups and buckets add up to the total. What does not is worked out from sums, never from parts. */
  additive: boolean
}

/** What Explore can show of a group of events. */
export const EXPLORE_METRICS = {
  cost: { unit: 'usd', additive: true },
  requests: { unit: 'count', additive: true },
  /** All classes together. */
  tokens: { unit: 'count', additive: true },
  /** Neither read from a cache nor written to one. */
  inputTokens: { unit: 'count', additive: true },
  cacheReadTokens: { unit: 'count', additive: true },
  cacheWriteTokens: { unit: 'count', additive: true },
  outputTokens: { unit: 'count', additive: true },
  /** Known cost by requests with a known cost, rounded half-even to 1e-12 USD. */
  costPerRequest: { unit: 'usd', additive: false },
  /** Share of the prompt tokens that came from a cache. */
  cacheHitRate: { unit: 'share', additive: false },
  errorRate: { unit: 'share', additive: false },
  /** By nearest rank, within 3 %; requests that told no latency are not counted. */
  latencyP50: { unit: 'ms', additive: false },
  latencyP95: { unit: 'ms', additive: false },
} as const satisfies Record<string, MetricKind>

export type ExploreMetric = keyof typeof EXPLORE_METRICS
