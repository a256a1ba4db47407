import { z } from 'zod'
import { Capabilities } from '#shared/pricing/capabilities.ts'
import type { TermName } from '#shared/pricing/terms.ts'
import type { UsageClass } from '#shared/usage/classes.ts'

/** Which models of the catalogue: every word of `search` stands in `provider/model`. */
export const ListedModelsQuery = z.strictObject({
  search: z.string().trim().toLowerCase().max(256).default(''),
  provider: z.string().trim().toLowerCase().max(64).optional(),
  type: Capabilities.shape.type,
  /** How many to pass over: the catalogue stands still while the server runs. */
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListedModelsQuery = z.infer<typeof ListedModelsQuery>

/** `usd` dollars for `per` units, as published: 1,000,000 for tokens. */
export interface PublishedRate {
  class: UsageClass
  usd: string
  per: number
}

/** A model of the catalogue. A fact that no source tells is null, which is not `no`. */
export interface ListedModel {
  provider: string
  model: string
  type: Capabilities['type'] | null
  /** Tokens of prompt and answer together. */
  contextWindow: number | null
  maxOutput: number | null
  input: Capabilities['input'] | null
  output: Capabilities['output'] | null
  tools: boolean | null
  openWeights: boolean | null
  /** Days, `2026-09-23`. */
  released: string | null
  shutdown: string | null
  deprecated: boolean | null
  /** Under the standard terms, now; null: no price is known for now. */
  rates: PublishedRate[] | null
  /** Since when they hold; null is since ever. */
  since: string | null
  /** How many tiers for long prompts, and how many prices under other terms, there are beside them. */
  longContextTiers: number
  otherPrices: number
  source: string
}

export interface ListedModels {
  data: ListedModel[]
  /** How many match, shown or not. */
  total: number
  /** How many models of each provider and type there are, whatever is asked for. */
  providers: { provider: string; models: number }[]
  types: { type: NonNullable<Capabilities['type']>; models: number }[]
  /** Version of the catalogue, and the day on which its prices were last checked. */
  version: string
  checkedOn: string
}

export const PriceHistoryQuery = z.strictObject({
  provider: z.string().trim().min(1).max(64),
  /** Any name that the provider knows it by. */
  model: z.string().trim().min(1).max(256),
})
export type PriceHistoryQuery = z.infer<typeof PriceHistoryQuery>

/** A price and when it is charged: from (inclusive) until (exclusive), RFC 3339; null is without bound. */
export interface DatedPrice {
  from: string | null
  until: string | null
  /** Windows of the UTC day, `08:00` to `16:00`; null is all day. */
  hours: { from: string; to: string }[] | null
  /** UTC weekdays, 0 is Sunday; null is every day. */
  weekdays: number[] | null
  /** The terms under which alone it is charged; null is the standard. */
  terms: Partial<Record<TermName, string>> | null
  rates: PublishedRate[]
  /** What a whole request costs whose prompt has at least so many tokens. */
  longContext: { minPrompt: number; rates: PublishedRate[] }[]
  /** The least that is billed of a class in a call that used it. */
  minimums: { class: UsageClass; quantity: string }[]
  source: string | null
  /** Announced up to this day only. */
  reviewAfter: string | null
  inForce: boolean
}

/** Under a term the classes cost `factor` times as much, where no price is published for it. */
export interface PriceFactor {
  term: TermName
  values: string[]
  factor: string
  from: string | null
  until: string | null
}

/** Everything that the catalogue says about a model, its latest price first. */
export interface PriceHistory extends ListedModel {
  prices: DatedPrice[]
  factors: PriceFactor[]
  version: string
  checkedOn: string
}
