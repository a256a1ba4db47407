/** A whole number of 0 or more: a number while that is exact, a bigint above 2^53 (GEN-04). Equal counts are `===`. */
export type Count = number | bigint

const MAX = Number.MAX_SAFE_INTEGER

/** The exact sum of two counts. */
export const plus = (a: Count, b: Count): Count => (b === 0 ? a : add(a, b))

/** The exact difference of two counts; below 0 when the second is the larger one. */
export const minus = (a: Count, b: Count): Count => (b === 0 ? a : subtract(a, b))

function add(a: Count, b: Count): Count {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (sum <= MAX) return sum
  }
  return toCount(BigInt(a) + BigInt(b))
}

function subtract(a: Count, b: Count): Count {
  return typeof a === 'number' && typeof b === 'number' ? a - b : toCount(BigInt(a) - BigInt(b))
}

/** A count as JSON says it, or the code of what is wrong with it. Strings carry counts above 2^53. */
export function parseCount(value: unknown): Count | string {
  if (typeof value === 'number') {
    if (value < 0) return 'negative_count'
    if (Number.isSafeInteger(value)) return value
    return Number.isInteger(value) ? 'imprecise_count' : 'fractional_count'
  }
  if (typeof value !== 'string') return 'not_a_count'
  if (/^\d{1,30}$/.test(value)) return toCount(BigInt(value))
  if (/^-\d/.test(value)) return 'negative_count'
  return /^\d+\.\d+$/.test(value) ? 'fractional_count' : 'not_a_count'
}

const toCount = (value: bigint): Count => (value <= MAX ? Number(value) : value)
