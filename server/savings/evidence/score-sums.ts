/** One-sided 97.5 %. */
export const Z = 1.959964
/** Below, no pilot is believed. */
export const LEAST_SAMPLES = 100

/** Scores of one arm, from 0 to 1: all that the statistics need of them. */
export interface ScoreSums {
  n: number
  mean: number
  /** Of a single score, n - 1 in the denominator; 0 for fewer than two. */
  variance: number
  isBinary: boolean
  /** How much more a mean varies because scores of one user resemble each other; at least 1. */
  designEffect: number
}

/**
 * Sums up scores. Where `clusters` says whose they are, the scores of one user or session are no independent witnesses
 * (Miller 2024, arXiv 2411.00640); 0 is nobody's.
 */
export function sumScores(scores: ArrayLike<number>, clusters?: ArrayLike<number>): ScoreSums {
  const n = scores.length
  let sum = 0
  let isBinary = true
  for (let i = 0; i < n; i++) {
    sum += scores[i]!
    if (scores[i] !== 0 && scores[i] !== 1) isBinary = false
  }
  const mean = n === 0 ? 0 : sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (scores[i]! - mean) ** 2
  const variance = n < 2 ? 0 : squares / (n - 1)
  return { n, mean, variance, isBinary, designEffect: clusters ? designEffect(scores, clusters, mean) : 1 }
}

/** Variance of the mean with clusters over that without. */
function designEffect(scores: ArrayLike<number>, clusters: ArrayLike<number>, mean: number): number {
  const residuals = new Map<number, number>()
  let alone = 0
  let squares = 0
  for (let i = 0; i < scores.length; i++) {
    const residual = scores[i]! - mean
    const cluster = clusters[i]!
    squares += residual ** 2
    if (cluster === 0) alone += residual ** 2
    else residuals.set(cluster, (residuals.get(cluster) ?? 0) + residual)
  }
  let together = alone
  for (const residual of residuals.values()) together += residual ** 2
  return squares === 0 ? 1 : Math.max(1, together / squares)
}
