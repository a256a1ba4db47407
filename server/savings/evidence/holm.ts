/** What all tests of one run together may err with: one-sided 97.5 %. */
export const ALPHA = 0.025

/** Holm's step-down: which of the tests of one run hold when all of them together may err with `alpha`. */
export function holm(pValues: readonly number[], alpha = ALPHA): boolean[] {
  const holds = pValues.map(() => false)
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!)
  for (const [rank, i] of order.entries()) {
    if (pValues[i]! > alpha / (pValues.length - rank)) break
    holds[i] = true
  }
  return holds
}
