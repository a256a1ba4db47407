import type { CostBasis } from '#shared/api/projects.ts'
import type { Catalogue } from '#shared/pricing/catalogue.ts'
import { matchModel } from '#shared/pricing/match-model.ts'
import { priceAt } from '#shared/pricing/price-at.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'

/** Own prices and own names of one project, the installation's among them. */
export interface PriceBook {
  /** Changes with any of the entries; '' when there are none. */
  version: string
  /** Which cost counts where the caller reported one as well. */
  costBasis: CostBasis
  /** By `nameKey`; a project's entries before the installation's, newer ones before older ones. */
  overrides: ReadonlyMap<string, readonly Effective<PriceSheet>[]>
  aliases: ReadonlyMap<string, readonly Effective<ModelName>[]>
}

export interface ModelName {
  provider: string
  model: string
}

/** Counts from an instant (inclusive) to another (exclusive), in epoch milliseconds. */
export interface Effective<T> {
  from: number
  until: number
  value: T
}

export type FoundPrices = { ok: true; sheet: PriceSheet } | { ok: false; reason: string }

export const EMPTY_PRICE_BOOK: PriceBook = Object.freeze({
  version: '',
  costBasis: 'computed',
  overrides: new Map(),
  aliases: new Map(),
})

export const nameKey = ({ provider, model }: ModelName) =>
  `${canonicalProvider(provider)}\n${model.trim().toLowerCase()}`

/**
 * The prices of a model at an instant: an own price, else what an own name stands for, else the catalogue
 * (research order: project override, installation override, alias, exact name, versions, declared fallbacks).
 */
export function findPrices(catalogue: Catalogue, book: PriceBook, name: ModelName, at: number): FoundPrices {
  const own = inForce(book.overrides, name, at)
  if (own) return { ok: true, sheet: own }
  const target = inForce(book.aliases, name, at)
  if (!target) return findInCatalogue(catalogue, name, at)
  const sheet = inForce(book.overrides, target, at)
  return sheet ? { ok: true, sheet } : findInCatalogue(catalogue, target, at)
}

function findInCatalogue(catalogue: Catalogue, name: ModelName, at: number): FoundPrices {
  const model = matchModel(catalogue, name)
  if (!model) return { ok: false, reason: 'unknown_model' }
  const sheet = priceAt(model, at)
  return sheet ? { ok: true, sheet } : { ok: false, reason: 'no_price_at_that_time' }
}

function inForce<T>(
  entries: ReadonlyMap<string, readonly Effective<T>[]>,
  name: ModelName,
  at: number,
): T | undefined {
  if (entries.size === 0) return undefined
  return entries.get(nameKey(name))?.find(({ from, until }) => from <= at && at < until)?.value
}
