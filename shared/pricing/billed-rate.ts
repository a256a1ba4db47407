import { parseDecimal } from '#shared/decimal.ts'
import { divideHalfEven, divideSmallHalfEven, type PicoUsd, picoUsd } from '#shared/money.ts'
import type { Factor, Rate } from '#shared/pricing/rate.ts'
import { type Quantity, USAGE_CLASS_NAMES, type UsageClass } from '#shared/usage/classes.ts'

/** What a class is billed at: its published price, and the factors on it. Without a price `amount` is null. */
export interface BilledRate {
  /** Place of the class in the registry, which is the order of cost lines. */
  readonly order: number
  readonly amount: string | null
  readonly per: number | null
  readonly factors: readonly string[]
  /** Price times factors, as a fraction of pico-USD a unit in lowest terms. */
  readonly pico: bigint
  readonly over: bigint
  /** The fraction again, for counts that need no bigint; `picoNumber` is infinite where it does not fit. */
  readonly picoNumber: number
  readonly overNumber: number
}

const MAX = Number.MAX_SAFE_INTEGER

export function toBilledRate(
  name: UsageClass,
  rate: Rate | undefined,
  factors: readonly Factor[],
): BilledRate {
  const applied = rate ? factors.filter(({ classes }) => classes.has(name)) : []
  let [pico, over] = [rate?.pico ?? 0n, rate?.over ?? 1n]
  for (const factor of applied) {
    pico *= factor.digits
    over *= factor.over
  }
  const common = greatestCommonDivisor(pico, over)
  pico /= common
  over /= common
  const fits = pico <= MAX && over <= MAX
  return {
    order: USAGE_CLASS_NAMES.indexOf(name),
    amount: rate?.amount ?? null,
    per: rate?.per ?? null,
    factors: applied.map(({ amount }) => amount),
    pico,
    over,
    picoNumber: fits ? Number(pico) : Number.POSITIVE_INFINITY,
    overNumber: fits ? Number(over) : 1,
  }
}

/**
 * Quantity times rate, exact, and rounded half-even once to pico-USD (ROUND-01).
 * @throws RangeError when the quantity is not a plain decimal.
 */
export function bill(quantity: Quantity, rate: BilledRate): PicoUsd {
  const { digits, over } = parseDecimal(String(quantity))
  return picoUsd(divideHalfEven(digits * rate.pico, over * rate.over))
}

/** The same in numbers, several times faster; infinite where they are not exact. */
export function billSmall(quantity: Quantity, rate: BilledRate): number {
  if (typeof quantity !== 'number') return Number.POSITIVE_INFINITY
  const dividend = quantity * rate.picoNumber
  // A product below 2^53 is exact; a larger one never looks smaller.
  if (!(dividend <= MAX)) return Number.POSITIVE_INFINITY
  return rate.overNumber === 1 ? dividend : divideSmallHalfEven(dividend, rate.overNumber)
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}
