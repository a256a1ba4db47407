import { normalCdf } from './normal.ts'

const LARGEST_Z = 12
const STEPS = 40

/**
 * One-sided p of "worse by the margin or more": the smallest alpha at which the bound still is above -margin, found by
 * bisection over z, so that test and bound never disagree.
 */
export function pValueOf(boundAt: (z: number) => number, margin: number): number {
  let [low, high] = [0, LARGEST_Z]
  if (boundAt(low) <= -margin) return 1
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (boundAt(middle) > -margin) low = middle
    else high = middle
  }
  return 1 - normalCdf(low)
}
