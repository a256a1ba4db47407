import type { Catalogue } from '#shared/pricing/catalogue.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { type ModelNames, resolveModel } from '#shared/pricing/resolve-model.ts'
import { STANDARD_TERMS } from '#shared/pricing/terms.ts'
import { type PriceBook, rulesAt } from './rules-at.ts'

/** The prices of a model at an instant (epoch milliseconds), own ones first, under the standard terms; or undefined. */
export function listPrice(
  catalogue: Catalogue,
  book: PriceBook,
  names: ModelNames,
  at: number,
): PriceSheet | undefined {
  const found = resolveModel(catalogue, names, rulesAt(book, at))
  if (!found || found.kind === 'override') return found?.sheet
  const price = priceUnderTerms(found.provider, found.model, STANDARD_TERMS, at)
  return price.ok ? price.sheet : undefined
}
