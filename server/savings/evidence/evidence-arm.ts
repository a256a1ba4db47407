import type { EvidenceArm } from '#shared/api/opportunities.ts'
import { formatUsd } from '#shared/money.ts'
import { mean, pick, quantile } from '../traffic/quantile.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { sumScores } from './score-sums.ts'

/** One side of a comparison as people read it. */
export function evidenceArm(traffic: Traffic, places: Uint32Array): EvidenceArm {
  const scored = places.filter((i) => !Number.isNaN(traffic.quality[i]))
  const { mean: meanQuality, variance } = sumScores(pick(traffic.quality, scored))
  const timed = pick(
    traffic.latencyMs,
    places.filter((i) => traffic.latencyMs[i]! >= 0),
  )
  const cost = meanCost(traffic, places)
  const failed = places.filter((i) => traffic.factsOf(i).failed).length
  return {
    model: { provider: traffic.provider, model: traffic.model },
    events: places.length,
    scored: scored.length,
    meanQuality: scored.length > 0 ? meanQuality : null,
    deviation: scored.length > 1 ? Math.sqrt(variance) : null,
    costPerRequestUsd: cost === null ? null : formatUsd(cost),
    inputTokens: places.length > 0 ? mean(Float64Array.from(places, (i) => traffic.promptTokens(i))) : null,
    outputTokens: places.length > 0 ? mean(pick(traffic.output, places)) : null,
    latencyP50Ms: timed.length > 0 ? quantile(timed, 0.5) : null,
    latencyP95Ms: timed.length > 0 ? quantile(timed, 0.95) : null,
    errorRate: places.length > 0 ? failed / places.length : null,
  }
}

/** Pico-USD a request; null where no cost is known. */
export function meanCost(traffic: Traffic, places: Uint32Array): bigint | null {
  let [sum, n] = [0n, 0n]
  for (const i of places) {
    if (traffic.cost[i]! < 0n) continue
    sum += traffic.cost[i]!
    n += 1n
  }
  return n === 0n ? null : sum / n
}
