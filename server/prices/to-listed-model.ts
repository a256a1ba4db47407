import type { ListedModel, PublishedRate } from '#shared/api/price-list.ts'
import type { CatalogueModel } from '#shared/pricing/catalogue.ts'
import { isInForce } from '#shared/pricing/price-at.ts'
import type { Rates } from '#shared/pricing/rate.ts'

/** A model of the catalogue as the API shows it, with what it costs at an instant in epoch milliseconds. */
export function toListedModel(model: CatalogueModel, at: number): ListedModel {
  const standard = model.prices.findLast((price) => price.terms === null && isInForce(price, at))
  const { type, contextWindow, maxOutput, input, output, tools, openWeights } = model.capabilities
  const { released, shutdown, deprecated } = model.capabilities
  return {
    provider: model.provider,
    model: model.id,
    type: type ?? null,
    contextWindow: contextWindow ?? null,
    maxOutput: maxOutput ?? null,
    input: input ?? null,
    output: output ?? null,
    tools: tools ?? null,
    openWeights: openWeights ?? null,
    released: released ?? null,
    shutdown: shutdown ?? null,
    deprecated: deprecated ?? null,
    rates: standard ? toPublishedRates(standard.sheet.rates) : null,
    since: standard ? toInstant(standard.from) : null,
    longContextTiers: standard?.sheet.longContext.length ?? 0,
    otherPrices: model.prices.filter((price) => price.terms !== null && isInForce(price, at)).length,
    source: standard?.source ?? model.source,
  }
}

export const toPublishedRates = (rates: Rates): PublishedRate[] =>
  [...rates].map(([name, { amount, per }]) => ({ class: name, usd: amount, per }))

/** An unbounded end is null. */
export const toInstant = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : null)
