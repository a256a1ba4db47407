import type { Adjustment, CatalogueModel, CatalogueProvider } from '#shared/pricing/catalogue.ts'
import type { DatedSheet } from '#shared/pricing/dated-sheet.ts'
import { isInForce } from '#shared/pricing/price-at.ts'
import type { Factor } from '#shared/pricing/rate.ts'
import type { PriceUnderTerms, TermPrices } from '#shared/pricing/term-memory.ts'
import { COMMERCIAL_TERMS, STANDARD_TERMS, type TermName, type Terms } from '#shared/pricing/terms.ts'

const NO_FACTORS: readonly Factor[] = Object.freeze([])

/**
 * What a model costs at an instant in epoch milliseconds under the terms of a call: the published row that fits most
 * of the terms, and for each term that it does not cover a factor of the provider that was asked (TIER-01, BAT-01,
 * ANT-06, ANT-07, REG-01..04). Terms that nothing is known about have no price, never the standard one.
 */
export function priceUnderTerms(
  provider: CatalogueProvider,
  model: CatalogueModel,
  terms: Terms,
  at: number,
): PriceUnderTerms {
  let prices = model.memory.get(provider, terms)
  if (prices === undefined) {
    prices = toTermPrices(provider, model, terms)
    model.memory.set(provider, terms, prices)
  }
  if (prices) for (const { from, price } of prices) if (from <= at) return price
  return lookUp(provider, model, terms, at)
}

/** Cuts time where any row or factor begins or ends; null where a price depends on the hour or the weekday. */
function toTermPrices(provider: CatalogueProvider, model: CatalogueModel, terms: Terms): TermPrices {
  if (model.prices.some(({ hours, weekdays }) => hours || weekdays)) return null
  const spans = [...model.prices, ...provider.adjustments]
  const cuts = new Set([Number.NEGATIVE_INFINITY, ...spans.flatMap(({ from, until }) => [from, until])])
  cuts.delete(Number.POSITIVE_INFINITY)
  return [...cuts]
    .sort((a, b) => b - a)
    .map((from) => ({ from, price: lookUp(provider, model, terms, from) }))
}

function lookUp(
  provider: CatalogueProvider,
  model: CatalogueModel,
  terms: Terms,
  at: number,
): PriceUnderTerms {
  const row = bestRow(provider, model, terms, at)
  if (!row) {
    const isKnown = model.prices.some((price) => isInForce(price, at))
    return { ok: false, reason: isKnown ? 'terms_without_price' : 'no_price_at_that_time' }
  }
  const factors = terms === STANDARD_TERMS ? NO_FACTORS : factorsFor(provider, model, row, terms, at)
  return factors ? { ok: true, sheet: row.sheet, factors } : { ok: false, reason: 'terms_without_price' }
}

/** A factor for each term that the row does not cover; undefined when one has none. */
function factorsFor(
  provider: CatalogueProvider,
  model: CatalogueModel,
  row: DatedSheet,
  terms: Terms,
  at: number,
): readonly Factor[] | undefined {
  let factors = NO_FACTORS
  for (const name of COMMERCIAL_TERMS) {
    const value = terms[name]
    if (value === undefined || row.terms?.some(([covered]) => covered === name)) continue
    const found = provider.adjustments.findLast((adjustment) => fits(adjustment, name, value, model.id, at))
    if (!found) return undefined
    if (found.factor.digits !== found.factor.over) factors = [...factors, found.factor]
  }
  return factors
}

/** Of the rows in force whose terms all hold, the one with the most; among equals the last. */
function bestRow(
  provider: CatalogueProvider,
  model: CatalogueModel,
  terms: Terms,
  at: number,
): DatedSheet | undefined {
  // A model lent by another provider brings its standard prices, not that provider's tiers.
  const isOwn = model.provider === provider.id
  let best: DatedSheet | undefined
  let most = -1
  for (const price of model.prices) {
    const count = price.terms?.length ?? 0
    if (count < most || (price.terms && !holds(price.terms, terms, isOwn)) || !isInForce(price, at)) continue
    best = price
    most = count
  }
  return best
}

const holds = (asked: NonNullable<DatedSheet['terms']>, terms: Terms, isOwn: boolean) =>
  terms !== STANDARD_TERMS &&
  asked.every(([name, value]) => terms[name] === value && (isOwn || !isCommercial(name)))

const isCommercial = (name: TermName) => (COMMERCIAL_TERMS as readonly TermName[]).includes(name)

function fits(adjustment: Adjustment, term: TermName, value: string, model: string, at: number): boolean {
  if (adjustment.term !== term || !adjustment.values.has(value)) return false
  if (adjustment.models && !adjustment.models.has(model)) return false
  return adjustment.from <= at && at < adjustment.until
}
