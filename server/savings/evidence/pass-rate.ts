import { lowerBound } from './lower-bound.ts'
import { normalCdf } from './normal.ts'
import type { ScoreSums } from './score-sums.ts'

/** A pilot that is planned: its model is in truth as good as the current one. */
export interface Pilot {
  /** Of the candidate. */
  samples: number
  /** What the scores of the current model were; the candidate's are taken to vary as much. */
  current: ScoreSums
  margin: number
  /** Of the bound: more than 1.96 where several things are tested together. */
  z: number
}

/** Standard deviations from -3 to 3 with the weight of a normal distribution. */
const STEPS = Array.from({ length: 31 }, (_, n) => (n - 15) / 5)
const WEIGHTS = weightsOf(STEPS)

/**
 * How often such a pilot passes: its bound is above -margin, and its last third is not below what would be accepted.
 * By normal errors of both arms, and the rule's own bound.
 */
export function passRate({ samples, current, margin, z }: Pilot): number {
  const { mean, variance, designEffect } = current
  const errorOf = (n: number) => Math.sqrt((variance * designEffect) / n)
  const arms = { now: errorOf(current.n), first: errorOf((samples * 2) / 3), last: errorOf(samples / 3) }
  let passed = 0
  for (const [n, step] of STEPS.entries()) {
    const now = clamp(mean + step * arms.now)
    const least = leastMean({ ...current, mean: now }, samples, margin, z)
    passed += WEIGHTS[n]! * passGiven(mean, arms, least, now - margin)
  }
  return passed
}

/** Chance that the whole pilot is not below `least` and its last third not below `lastLeast`. */
function passGiven(
  mean: number,
  { first, last }: { first: number; last: number },
  least: number,
  lastLeast: number,
): number {
  let passed = 0
  for (const [n, step] of STEPS.entries()) {
    const ofLast = mean + step * last
    if (ofLast < lastLeast) continue
    const ofFirst = (3 * least - ofLast) / 2
    passed += WEIGHTS[n]! * (1 - normalCdf((ofFirst - mean) / first))
  }
  return passed
}

/** The least mean of a pilot that the bound lets pass, by bisection: the bound grows with the mean. */
function leastMean(now: ScoreSums, samples: number, margin: number, z: number): number {
  let [low, high] = [Math.max(0, now.mean - margin), 1]
  const passes = (mean: number) =>
    lowerBound({ ...now, n: samples, mean, variance: varianceAt(now, mean) }, now, z).bound > -margin
  if (!passes(high)) return Number.POSITIVE_INFINITY
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2
    if (passes(middle)) high = middle
    else low = middle
  }
  return high
}

const varianceAt = ({ isBinary, variance }: ScoreSums, mean: number) =>
  isBinary ? mean * (1 - mean) : variance

const clamp = (mean: number) => Math.min(1, Math.max(0, mean))

function weightsOf(steps: readonly number[]): number[] {
  const heights = steps.map((step) => Math.exp((-step * step) / 2))
  const sum = heights.reduce((a, b) => a + b, 0)
  return heights.map((height) => height / sum)
}
