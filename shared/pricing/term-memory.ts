import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import type { Factor } from '#shared/pricing/rate.ts'
import type { Terms } from '#shared/pricing/terms.ts'

/** What a call costs: published prices, and the factors on them. */
interface Price {
  readonly ok: true
  readonly sheet: PriceSheet
  readonly factors: readonly Factor[]
}

export type PriceUnderTerms = Price | { ok: false; reason: 'no_price_at_that_time' | 'terms_without_price' }

/** What is charged from an instant on, in epoch milliseconds, until the one before it in the list. */
interface TermPrice {
  readonly from: number
  readonly price: PriceUnderTerms
}

/** Latest first; null where a price depends on the hour or the weekday, which no cuts can tell (DS-02). */
export type TermPrices = readonly TermPrice[] | null

interface Asked {
  /** A provider of the catalogue, compared by identity. */
  provider: object
  terms: Terms
  prices: TermPrices
}

/** Far more than the terms that a model is called under; callers can make up sizes without end. */
const MOST = 32

/** Remembers what a model costs under the terms it was asked for. A memory that is full forgets everything. */
export class TermMemory {
  #asked: Asked[] = []

  /** Undefined when it was not asked before. */
  get(provider: object, terms: Terms): TermPrices | undefined {
    for (const asked of this.#asked)
      if (asked.provider === provider && isSame(asked.terms, terms)) return asked.prices
    return undefined
  }

  set(provider: object, terms: Terms, prices: TermPrices): void {
    if (this.#asked.length === MOST) this.#asked = []
    this.#asked.push({ provider, terms, prices })
  }
}

/** Field by field: a list of their names is read ten times slower. */
const isSame = (a: Terms, b: Terms): boolean =>
  a === b ||
  (a.tier === b.tier &&
    a.region === b.region &&
    a.speed === b.speed &&
    a.deployment === b.deployment &&
    a.size === b.size &&
    a.quality === b.quality &&
    a.searchContext === b.searchContext)
