import type { SegmentSummary, TokenDistribution } from '#shared/api/segments.ts'
import { mean, pick, quantiles, varianceOfMean } from '../traffic/quantile.ts'
import { isOrdinary } from '../traffic/select.ts'
import type { Traffic } from '../traffic/traffic.ts'

const HOUR_MS = 3_600_000
const HOURS_OF_WEEK = 168
/** 1 January 1970 was a Thursday: so many hours after a Monday began. */
const EPOCH_HOUR = 72

/** What the requests at some places look like. At least one place. */
export function summariseSegment(traffic: Traffic, places: Uint32Array): SegmentSummary {
  const prompt = Float64Array.from(places, (i) => traffic.promptTokens(i))
  const output = pick(traffic.output, places)
  return {
    requests: places.length,
    tests: countWhere(places, (i) => !isOrdinary(traffic.factsOf(i))),
    unpriced: countWhere(places, (i) => traffic.cost[i]! < 0n),
    errorRate: countWhere(places, (i) => traffic.factsOf(i).failed) / places.length,
    cacheReadShare: shareOf(pick(traffic.cacheRead, places), prompt),
    reasoningShare: shareOf(pick(traffic.reasoning, places), output),
    promptTokens: distributionOf(prompt),
    outputTokens: distributionOf(output),
    latencyMs: latencyOf(traffic, places),
    quality: qualityOf(traffic, places),
    arrivals: arrivalsOf(pick(traffic.at, places)),
  }
}

/** Of the costs that are known, in pico-USD. */
export function sumCost(traffic: Traffic, places: Uint32Array): bigint {
  let sum = 0n
  for (const i of places) if (traffic.cost[i]! > 0n) sum += traffic.cost[i]!
  return sum
}

function countWhere(places: Uint32Array, test: (i: number) => boolean): number {
  let n = 0
  for (const i of places) if (test(i)) n += 1
  return n
}

function distributionOf(values: Float64Array): TokenDistribution {
  const [p50, p95, p99, p995] = quantiles(values, [0.5, 0.95, 0.99, 0.995])
  return { mean: mean(values), p50: p50!, p95: p95!, p99: p99!, p995: p995! }
}

function shareOf(part: Float64Array, whole: Float64Array): number | null {
  const average = mean(whole)
  return average === 0 ? null : mean(part) / average
}

function latencyOf(traffic: Traffic, places: Uint32Array): SegmentSummary['latencyMs'] {
  const timed = pick(traffic.latencyMs, places).filter((ms) => ms >= 0)
  if (timed.length === 0) return null
  const [p50, p95, p99] = quantiles(timed, [0.5, 0.95, 0.99])
  return { requests: timed.length, p50: p50!, p95: p95!, p99: p99! }
}

function qualityOf(traffic: Traffic, places: Uint32Array): SegmentSummary['quality'] {
  const scores = pick(traffic.quality, places).filter((score) => !Number.isNaN(score))
  const n = scores.length
  if (n === 0) return null
  return { scores: n, mean: mean(scores), deviation: n < 2 ? null : Math.sqrt(n * varianceOfMean(scores)) }
}

/** `at` ascends. */
function arrivalsOf(at: Float64Array): SegmentSummary['arrivals'] {
  const hoursOfWeek = Array.from({ length: HOURS_OF_WEEK }, () => 0)
  for (const each of at) hoursOfWeek[(Math.floor(each / HOUR_MS) + EPOCH_HOUR) % HOURS_OF_WEEK]! += 1
  if (at.length < 2) return { hoursOfWeek, gapSeconds: null }
  const gaps = at.subarray(1).map((each, i) => (each - at[i]!) / 1_000)
  const [p50, p95] = quantiles(gaps, [0.5, 0.95])
  return { hoursOfWeek, gapSeconds: { p50: p50!, p95: p95! } }
}
