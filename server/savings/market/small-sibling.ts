import type { ModelName } from '#shared/api/opportunities.ts'
import type { CatalogueModel } from '#shared/pricing/catalogue.ts'
import type { Market } from './market.ts'

const SMALL = /(?:^|[-.])(?:mini|nano|haiku|flash|lite|small|luna)(?:$|[-.])/i

/** Sold as the cheap one of its family. */
export const isSmall = ({ id, capabilities }: CatalogueModel): boolean =>
  capabilities.type === 'small' || SMALL.test(id)

/** At most this share of the price is another class of model. */
const CHEAP = 0.5

/**
 * The small models of the same provider that do the same work for half the price or less, the nearest first: its own
 * `-mini`, then the newest, then the cheapest. Empty for a model that is small itself, or unknown.
 */
export function smallSiblings(market: Market, name: ModelName, at: number): ModelName[] {
  const own = market.model(name)
  if (!own || isSmall(own) || !isText(own)) return []
  const price = priceOf(market, name, at)
  const { provider } = name
  return market
    .modelsOf(provider)
    .filter((model) => isSmall(model) && isText(model))
    .map((model) => ({ model, price: priceOf(market, { provider, model: model.id }, at) }))
    .filter((each) => each.price <= CHEAP * price)
    .sort(
      (a, b) =>
        Number(isMini(own, b.model)) - Number(isMini(own, a.model)) ||
        (b.model.capabilities.released ?? '').localeCompare(a.model.capabilities.released ?? '') ||
        a.price - b.price,
    )
    .map(({ model }) => ({ provider, model: model.id }))
}

/** Models for words: their prices are compared by tokens alone. */
const isText = ({ capabilities: { type } }: CatalogueModel) =>
  type === undefined || ['chat', 'small', 'reasoning', 'vision'].includes(type)

const isMini = (own: CatalogueModel, other: CatalogueModel) => other.id === `${own.id}-mini`

/** USD for three tokens of prompt and one of answer, a usual mix; infinite where unknown. Only to compare. */
function priceOf(market: Market, name: ModelName, at: number): number {
  const rates = market.sheet(name, at)?.rates
  const input = rates?.get('input')
  const output = rates?.get('output')
  if (!input || !output) return Number.POSITIVE_INFINITY
  return 3 * (Number(input.pico) / Number(input.over)) + Number(output.pico) / Number(output.over)
}
