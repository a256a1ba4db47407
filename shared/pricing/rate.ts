import { type Decimal, parseDecimal } from '#shared/decimal.ts'
import type { PriceRow } from '#shared/pricing/provider-file.ts'
import { isUsageClass, type UsageClass } from '#shared/usage/classes.ts'

/** A published price: `amount` USD for `per` units, and the same as the exact fraction `pico / over` of pico-USD a unit. */
export interface Rate {
  readonly amount: string
  readonly per: number
  readonly pico: bigint
  readonly over: bigint
}

export type Rates = ReadonlyMap<UsageClass, Rate>

/** A discount or surcharge, exact; it multiplies the price of the given classes. */
export interface Factor extends Decimal {
  readonly amount: string
  readonly classes: ReadonlySet<UsageClass>
}

const PICO_PER_USD = 10n ** 12n
const TOKENS = 1_000_000

/** Reads published rates. @throws RangeError when an amount is not a plain decimal. */
export function toRates(rates: PriceRow['rates']): Rates {
  const result = new Map<UsageClass, Rate>()
  for (const [name, rate] of Object.entries(rates)) {
    if (!isUsageClass(name) || rate === undefined) continue
    result.set(name, typeof rate === 'string' ? toRate(rate, TOKENS) : toRate(rate.usd, rate.per))
  }
  return result
}

function toRate(amount: string, per: number): Rate {
  const { digits, over } = parseDecimal(amount)
  return { amount, per, pico: digits * PICO_PER_USD, over: over * BigInt(per) }
}
