import { type BilledRate, toBilledRate } from '#shared/pricing/billed-rate.ts'
import type { Factor, Rate, Rates } from '#shared/pricing/rate.ts'
import { USAGE_CLASSES, type UsageClass } from '#shared/usage/classes.ts'

/**
 * What each class is billed at by some rates under some factors. It remembers what it has worked out, because
 * millions of events share one tariff; the rates and factors behind it never change.
 */
export class Tariff {
  readonly #rates: Rates
  readonly #factors: readonly Factor[]
  readonly #billed = new Map<UsageClass, BilledRate>()
  readonly #under = new Map<Factor, Tariff>()

  constructor(rates: Rates, factors: readonly Factor[] = []) {
    this.#rates = rates
    this.#factors = factors
  }

  rateFor(name: UsageClass): BilledRate {
    const known = this.#billed.get(name)
    if (known) return known
    const rate = toBilledRate(name, this.#rateOf(name), this.#factors)
    this.#billed.set(name, rate)
    return rate
  }

  /** The tariff with one factor more. */
  under(factor: Factor): Tariff {
    const known = this.#under.get(factor)
    if (known) return known
    const tariff = new Tariff(this.#rates, [...this.#factors, factor])
    this.#under.set(factor, tariff)
    return tariff
  }

  /** A class without a price of its own has that of its nearest parent; an explicit 0 is a price (CLS-01, CLS-02). */
  #rateOf(name: UsageClass): Rate | undefined {
    for (let own: UsageClass | null = name; own; own = USAGE_CLASSES[own].parent) {
      const rate = this.#rates.get(own)
      if (rate) return rate
    }
    return undefined
  }
}
