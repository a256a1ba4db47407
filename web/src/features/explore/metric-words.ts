import type { ExploreMetric } from '#shared/api/explore-metrics.ts'
import type { Tone } from '../../components/delta.tsx'

/** What each metric is called, and whether more of it is good or bad. */
export const METRIC_WORDS: Record<ExploreMetric, { title: string; tone: Tone }> = {
  cost: { title: 'Spend', tone: 'cost' },
  requests: { title: 'Requests', tone: 'plain' },
  tokens: { title: 'Tokens', tone: 'plain' },
  inputTokens: { title: 'Input tokens', tone: 'plain' },
  cacheReadTokens: { title: 'Cache read tokens', tone: 'plain' },
  cacheWriteTokens: { title: 'Cache write tokens', tone: 'plain' },
  outputTokens: { title: 'Output tokens', tone: 'plain' },
  costPerRequest: { title: 'Cost per request', tone: 'cost' },
  cacheHitRate: { title: 'Cache hit rate', tone: 'gain' },
  errorRate: { title: 'Error rate', tone: 'cost' },
  latencyP50: { title: 'Latency p50', tone: 'cost' },
  latencyP95: { title: 'Latency p95', tone: 'cost' },
}

export const METRIC_SECTIONS: { name: string; metrics: ExploreMetric[] }[] = [
  { name: 'Money', metrics: ['cost', 'costPerRequest'] },
  {
    name: 'Volume',
    metrics: ['requests', 'tokens', 'inputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'outputTokens'],
  },
  { name: 'Quality', metrics: ['cacheHitRate', 'errorRate', 'latencyP50', 'latencyP95'] },
]
