import type { LedgerQuality } from '#shared/api/savings.ts'
import { divideHalfEven } from '#shared/money.ts'
import { lowerBound } from '../evidence/lower-bound.ts'
import { type ScoreSums, sumScores } from '../evidence/score-sums.ts'

/** Below that many requests that were held back, their mean says too little. */
const LEAST_CONTROL = 30

/** What one opportunity comes to in one month. */
export interface MonthSums {
  addRouted(actual: bigint | null, counterfactual: bigint | null, quality: number | null): void
  addControl(cost: bigint | null): void
  addOverhead(cost: bigint | null): void
  finish(oneOffPicoUsd: bigint, before: ScoreSums | null): LedgerRow
}

/** Amounts in pico-USD as text. */
export interface LedgerRow {
  requests: number
  unknown: number
  counterfactual: string
  actual: string
  overhead: string
  realised: string
  quality: LedgerQuality | null
}

const MONTHS_COUNTED = 12n

function qualityOf(scores: readonly number[], before: ScoreSums | null): LedgerQuality | null {
  if (scores.length === 0) return null
  const after = sumScores(scores)
  return {
    before: before?.mean ?? null,
    after: after.mean,
    scored: after.n,
    lowerBound: before && lowerBound(after, before).bound,
  }
}

export function createMonthSums(): MonthSums {
  let requests = 0
  let unknown = 0
  let [counterfactual, actual, overhead, control] = [0n, 0n, 0n, 0n]
  let controls = 0
  const scores: number[] = []

  return {
    addRouted(cost, before, quality) {
      requests += 1
      if (quality !== null) scores.push(quality)
      if (cost === null || before === null) {
        unknown += 1
        return
      }
      actual += cost
      counterfactual += before
    },
    addControl(cost) {
      if (cost === null) return
      controls += 1
      control += cost
    },
    addOverhead(cost) {
      overhead += cost ?? 0n
    },
    finish(oneOff, scoresBefore) {
      // Who was held back shows what the old model really takes for this work; prices of the served tokens only guess.
      const known = BigInt(requests - unknown)
      const before =
        controls >= LEAST_CONTROL ? divideHalfEven(control * known, BigInt(controls)) : counterfactual
      const costs = overhead + divideHalfEven(oneOff, MONTHS_COUNTED)
      return {
        requests,
        unknown,
        counterfactual: String(before),
        actual: String(actual),
        overhead: String(costs),
        realised: String(before - actual - costs),
        quality: qualityOf(scores, scoresBefore),
      }
    },
  }
}
