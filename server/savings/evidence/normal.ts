const LARGEST_Z = 12
const STEPS = 50

/** Abramowitz and Stegun 26.2.17: off by less than 7.5e-8. */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series
  return z >= 0 ? 1 - tail : tail
}

/** How many standard errors leave so much of one tail: 1.96 for 0.025. */
export function zOf(tail: number): number {
  let [low, high] = [0, LARGEST_Z]
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (1 - normalCdf(middle) > tail) low = middle
    else high = middle
  }
  return low
}
