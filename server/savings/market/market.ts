import type { PriceBook } from '#server/prices/rules-at.ts'
import { rulesAt } from '#server/prices/rules-at.ts'
import type { ModelName } from '#shared/api/opportunities.ts'
import type { Capabilities } from '#shared/pricing/capabilities.ts'
import type { Catalogue, CatalogueModel } from '#shared/pricing/catalogue.ts'
import { costOf } from '#shared/pricing/cost.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { modelKey, resolveModel } from '#shared/pricing/resolve-model.ts'
import { STANDARD_TERMS, termsOf } from '#shared/pricing/terms.ts'
import type { Usage } from '#shared/usage/classes.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import type { Call } from './call.ts'

/** What models can do and cost: the catalogue, with the own prices of a project on top. */
export interface Market {
  /** In pico-USD, exact; null: nobody knows a price for such a call. */
  price(call: Call): bigint | null
  /** Undefined: the catalogue does not know it. */
  model(name: ModelName): CatalogueModel | undefined
  can(name: ModelName): Capabilities
  /** The standard prices in force, in epoch milliseconds. */
  sheet(name: ModelName, at: number): PriceSheet | undefined
  modelsOf(provider: string): readonly CatalogueModel[]
  providers(): readonly string[]
}

export function openMarket(catalogue: Catalogue, book: PriceBook): Market {
  const model = (name: ModelName) => {
    const alias = rulesAt(book, Number.POSITIVE_INFINITY)?.aliases.get(modelKey(name.provider, name.model))
    const found = resolveModel(catalogue, alias ?? name)
    return found?.kind === 'catalogue' ? found.model : undefined
  }
  return {
    price: (call) => priceParts(catalogue, book, call),
    model,
    can: (name) => model(name)?.capabilities ?? {},
    modelsOf: (provider) => catalogue.providers.get(canonicalProvider(provider))?.models ?? [],
    providers: () => [...catalogue.providers.keys()],
    sheet(name, at) {
      const found = resolveModel(catalogue, name, rulesAt(book, at))
      if (!found || found.kind === 'override') return found?.sheet
      const price = priceUnderTerms(found.provider, found.model, STANDARD_TERMS, at)
      return price.ok ? price.sheet : undefined
    },
  }
}

function priceParts(catalogue: Catalogue, book: PriceBook, call: Call): bigint | null {
  if (!call.readsAtStandard || call.cacheRead === 0) return priceCall(catalogue, book, call)
  const rest = priceCall(catalogue, book, { ...call, cacheRead: 0 })
  const only = {
    ...call,
    serviceTier: '',
    input: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    output: 0,
    reasoning: 0,
  }
  const reads = priceCall(catalogue, book, only)
  return rest === null || reads === null ? null : rest + reads
}

function priceCall(catalogue: Catalogue, book: PriceBook, call: Call): bigint | null {
  const { provider, model, responseModel, serviceTier, speed, region, at } = call
  const names = responseModel === '' ? { provider, model } : { provider, model, responseModel }
  const found = resolveModel(catalogue, names, rulesAt(book, at))
  if (!found) return null
  const usage = usageOf(call)
  if (found.kind === 'override') return amountOf(costOf(usage, found.sheet))
  const request = speed === '' ? undefined : { speed }
  const price = priceUnderTerms(
    found.provider,
    found.model,
    termsOf({ provider, serviceTier, region, request }),
    at,
  )
  return price.ok ? amountOf(costOf(usage, price.sheet, price.factors)) : null
}

const amountOf = (cost: ReturnType<typeof costOf>) => (cost.status === 'priced' ? cost.total : null)

function usageOf({ input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning }: Call): Usage {
  const usage: Usage = { input }
  if (cacheRead > 0) usage.cacheRead = cacheRead
  if (cacheWrite5m > 0) usage.cacheWrite5m = cacheWrite5m
  if (cacheWrite1h > 0) usage.cacheWrite1h = cacheWrite1h
  usage.output = output - reasoning
  if (reasoning > 0) usage.reasoning = reasoning
  return usage
}
