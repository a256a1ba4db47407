import { z } from 'zod'
import type { ListedModel, PublishedRate } from './price-list.ts'
import type { Coverage, InstantRange, ReadFrom, SpendSums } from './spend.ts'
import { SpendByQuery } from './spend.ts'

const MOST_MODELS = 500

/** Range, zone, comparison and filters as for spend. */
export const ModelsQuery = SpendByQuery.omit({ groupBy: true }).extend({
  /** The models with the largest cost; the rest is counted, not listed. */
  limit: z.coerce.number().int().min(1).max(MOST_MODELS).default(200),
})
export type ModelsQuery = z.infer<typeof ModelsQuery>

/** What a model is charged at now, outside of projects with prices of their own. */
export interface ModelPrice {
  /** `override` is an own price of the installation, else the catalogue's. */
  origin: 'override' | 'catalogue'
  /** The model that it was looked up as, where an own name stands for another one. */
  alias: { provider: string; model: string } | null
  /** Under the standard terms; null: the catalogue has no price for now. */
  rates: PublishedRate[] | null
  /** Since when; null is since ever. */
  since: string | null
  source: string
}

export interface ModelMeasures extends SpendSums {
  provider: string
  model: string
  /** Colour slot 1 to 8 of the model. */
  slot: number
  /** Share of the cost of all models, 0 to 1; null when either is unknown. */
  share: number | null
  previous: SpendSums | null
  coverage: Coverage
  /** Milliseconds, by nearest rank within 3 %; null when no request told its latency. */
  latencyP50: number | null
  latencyP95: number | null
  /** Known cost over all tokens, USD for 1M; `atLeast` where some requests have no cost. Null without tokens or cost. */
  paid: { usdPerMillion: string; atLeast: boolean } | null
  /** The same tokens at the prices of now with no discount: every prompt token at the price of `input`. USD for 1M. */
  undiscountedUsdPerMillion: string | null
  /** null: nobody says what it costs. */
  price: ModelPrice | null
  /** How many projects have an own price for it. */
  projectPrices: number
  /** What the catalogue knows about it, whoever priced it. */
  listed: ListedModel | null
}

/** Every model that was called in the range, the largest cost first. */
export interface Models {
  readFrom: ReadFrom
  range: InstantRange
  previousRange: InstantRange | null
  timeZone: string
  data: ModelMeasures[]
  /** How many models there are, listed or not. */
  total: number
  /** Of all of them. */
  sums: SpendSums
  coverage: Coverage
}
