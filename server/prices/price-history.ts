import type { AppContext } from '#server/context.ts'
import { notFound } from '#server/errors.ts'
import type { DatedPrice, PriceFactor, PriceHistory, PriceHistoryQuery } from '#shared/api/price-list.ts'
import type { Adjustment, CatalogueModel } from '#shared/pricing/catalogue.ts'
import type { DatedSheet } from '#shared/pricing/dated-sheet.ts'
import { matchModel } from '#shared/pricing/match-model.ts'
import { isInForce } from '#shared/pricing/price-at.ts'
import { toInstant, toListedModel, toPublishedRates } from './to-listed-model.ts'

/**
 * All prices of a model by date, with their conditions. Asks no database.
 * @throws ClientError 404 when the catalogue does not know the name.
 */
export function priceHistory(
  { catalogue, clock }: Pick<AppContext, 'catalogue' | 'clock'>,
  query: PriceHistoryQuery,
): PriceHistory {
  const model = matchModel(catalogue, query)
  if (!model) throw notFound('model in the catalogue', `${query.provider}/${query.model}`)
  const at = clock().getTime()
  const adjustments = catalogue.providers.get(model.provider)?.adjustments ?? []
  return {
    ...toListedModel(model, at),
    prices: [...model.prices].sort((a, b) => compare(b.from, a.from)).map((price) => toDatedPrice(price, at)),
    factors: adjustments.filter((adjustment) => isFor(adjustment, model)).map(toPriceFactor),
    version: catalogue.version,
    checkedOn: catalogue.checkedOn,
  }
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)

const isFor = ({ models }: Adjustment, { id }: CatalogueModel) => models === null || models.has(id)

function toDatedPrice(price: DatedSheet, at: number): DatedPrice {
  const { from, until, hours, weekdays, terms, sheet, source, reviewAfter } = price
  return {
    from: toInstant(from),
    until: toInstant(until),
    hours: hours?.map(([start, end]) => ({ from: toClock(start), to: toClock(end) })) ?? null,
    weekdays: weekdays && [...weekdays],
    terms: terms && Object.fromEntries(terms),
    rates: toPublishedRates(sheet.rates),
    longContext: sheet.longContext.map(({ minPrompt, rates }) => ({
      minPrompt,
      rates: toPublishedRates(rates),
    })),
    minimums: sheet.minimums.map(({ class: name, quantity }) => ({
      class: name,
      quantity: String(quantity),
    })),
    source,
    reviewAfter,
    inForce: isInForce(price, at),
  }
}

/** Minutes of the day -> `08:30`. */
const toClock = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')

const toPriceFactor = ({ term, values, factor, from, until }: Adjustment): PriceFactor => ({
  term,
  values: [...values],
  factor: factor.amount,
  from: toInstant(from),
  until: toInstant(until),
})
