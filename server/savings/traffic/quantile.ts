/** The value below which a share `q` (0 to 1) of the values lies, by nearest rank; 0 for none. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantiles(values, [q])[0]!
}

/** Several of them, for one sorting. */
export function quantiles(values: ArrayLike<number>, shares: readonly number[]): number[] {
  if (values.length === 0) return shares.map(() => 0)
  const sorted = Float64Array.from(values).sort()
  return shares.map(
    (q) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))]!,
  )
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return values.length === 0 ? 0 : sum / values.length
}

/** Variance of the mean; 0 for fewer than two. */
export function varianceOfMean(values: ArrayLike<number>): number {
  const middle = mean(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (values[i]! - middle) ** 2
  return values.length < 2 ? 0 : squares / (values.length - 1) / values.length
}

/** A column at some places. */
export const pick = (column: ArrayLike<number>, places: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: places.length }, (_, i) => column[places[i]!]!)
