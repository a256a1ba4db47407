import type { Catalogue } from '#shared/pricing/catalogue.ts'
import { type ModelNames, resolveModel } from '#shared/pricing/resolve-model.ts'
import { type PriceBook, rulesAt } from './rules-at.ts'

/** The instants (epoch milliseconds) after `from` and before `until` at which the prices of a model may be others. */
export function priceMoves(
  catalogue: Catalogue,
  book: PriceBook,
  names: ModelNames,
  [from, until]: readonly [from: number, until: number],
): number[] {
  const own = book.stretches.map((stretch) => stretch.from)
  const found = resolveModel(catalogue, names, rulesAt(book, until))
  const dated = found?.kind === 'catalogue' ? found.model.prices : []
  const published = dated.filter(({ terms }) => terms === null).flatMap((row) => [row.from, row.until])
  return [...new Set([...own, ...published])].filter((at) => from < at && at < until).sort((a, b) => a - b)
}
