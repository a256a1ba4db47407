import { Z } from './score-sums.ts'

/** The score interval of a proportion (Wilson 1927), without continuity correction. */
export function wilson(p: number, n: number, z = Z): { low: number; high: number } {
  const square = z * z
  const middle = p + square / (2 * n)
  const spread = z * Math.sqrt((p * (1 - p)) / n + square / (4 * n * n))
  const scale = 1 + square / n
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}
