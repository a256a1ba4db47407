import type { CostStatus } from '#shared/api/cost-status.ts'
import type { PicoUsd } from '#shared/money.ts'
import type { Catalogue } from '#shared/pricing/catalogue.ts'
import { type Cost, costOf, type PricedLine } from '#shared/pricing/cost.ts'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { type ModelNames, resolveModel } from '#shared/pricing/resolve-model.ts'
import { type CallFacts, termsOf } from '#shared/pricing/terms.ts'
import type { Usage } from '#shared/usage/classes.ts'
import type { ServedTerms } from '#shared/usage/served-terms.ts'
import { type PriceBook, rulesAt } from './rules-at.ts'

/** What a usage costs, and how far that is known. */
export interface UsageCost {
  status: CostStatus
  /** Why the cost is not known, or not wholly. */
  reason: string | null
  /** null is unknown. */
  amount: PicoUsd | null
  lines: PricedLine[]
}

/** Prices disjoint classes with the project's own price book and the catalogue, for an instant and the terms of a call. */
export function priceUsage(
  catalogue: Catalogue,
  book: PriceBook,
  call: ModelNames & CallFacts,
  { usage, served }: { usage: Usage; served: ServedTerms },
  epochMs: number,
): UsageCost {
  const found = resolveModel(catalogue, call, rulesAt(book, epochMs))
  if (!found) return unknownCost('unpriced', 'unknown_model', usage)
  if (found.kind === 'override') return fromCost(costOf(usage, found.sheet))
  const price = priceUnderTerms(found.provider, found.model, termsOf(call, served), epochMs)
  if (!price.ok) return unknownCost('unpriced', price.reason, usage)
  return fromCost(costOf(usage, price.sheet, price.factors))
}

function fromCost(cost: Cost): UsageCost {
  const reason = cost.status === 'priced' ? null : 'class_without_price'
  const amount = cost.status === 'unpriced' ? null : cost.total
  return { status: cost.status, reason, amount, lines: cost.lines }
}

/** The classes are kept as lines without a price, so that the event can be priced when one appears. */
export function unknownCost(status: 'unpriced' | 'invalid', reason: string, usage: Usage = {}): UsageCost {
  const used = Object.entries(usage).filter(([, quantity]) => quantity)
  const lines = used.map(
    ([name, quantity]) =>
      ({ class: name, quantity, price: null, per: null, factors: [], cost: null }) as PricedLine,
  )
  return { status, reason, amount: null, lines }
}
