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

/** Abramowitz and Stegun 26.2.17: off by less than 7.5e-8. */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
  return z >= 0 ? 1 - tail : tail
}
