import type { LedgerQuality } from '#shared/api/savings.ts'
import { divideHalfEven } from '#shared/money.ts'

/** Below that many requests that were held back, their mean says too little. */
const LEAST_CONTROL = 30

/** What one opportunity comes to in one month. */
export interface MonthSums {
  addRouted(actual: bigint | null, counterfactual: bigint | null, quality: number | null): void
  addControl(cost: bigint | null): void
  addOverhead(cost: bigint | null): void
  finish(oneOffPicoUsd: bigint, qualityBefore: number | null): LedgerRow
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

export function createMonthSums(): MonthSums {
  let requests = 0
  let unknown = 0
  let [counterfactual, actual, overhead, control] = [0n, 0n, 0n, 0n]
  let controls = 0
  let [scored, score] = [0, 0]

  return {
    addRouted(cost, before, quality) {
      requests += 1
      if (quality !== null) {
        scored += 1
        score += quality
      }
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
    finish(oneOff, qualityBefore) {
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
        quality: scored === 0 ? null : { before: qualityBefore, after: score / scored, scored },
      }
    },
  }
}
