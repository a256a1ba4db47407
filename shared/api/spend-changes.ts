import type { z } from 'zod'
import { type Coverage, type InstantRange, type ReadFrom, SpendByQuery, type SpendSums } from './spend.ts'

/** Always compared with the previous period; range, zone and filters as for spend. */
export const SpendChangesQuery = SpendByQuery.omit({ compare: true, groupBy: true, limit: true })
export type SpendChangesQuery = z.infer<typeof SpendChangesQuery>

/** What can change a spend, in the order in which one is put in the place of the other: see decision 0008. */
export const CHANGE_KINDS = [
  /** Requests of each feature. */
  'volume',
  /** Models within a feature. */
  'mix',
  /** Prompt tokens a request. */
  'promptLength',
  /** Output tokens a request. */
  'outputLength',
  /** How much of the prompt was read from a cache, and written to one. */
  'cache',
  /** List prices. */
  'price',
  /** What list prices of tokens do not explain: tiers, discounts, other units, reported costs, coverage. */
  'rest',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** The feature and model that weigh most in a part, in its direction. */
export interface ChangeDriver {
  /** '' where the events carry none; null: beyond the largest, together. */
  feature: string | null
  /** null where the part is not about one model. */
  model: string | null
  /** The model that took its place, in a mix. */
  toModel: string | null
  /**
   * The figure that moved: requests (volume), tokens a request (lengths), share of prompt tokens read from a cache
   * (cache), list price in USD per 1M tokens of today's usage (price); null for the others, or where there was none.
   */
  previous: number | null
  current: number | null
}

export interface ChangePart {
  kind: ChangeKind
  /** Signed; all parts add up to `changeUsd` to the last digit. */
  amountUsd: string
  /** null when nothing moved. */
  driver: ChangeDriver | null
}

/** Why spend changed between the previous period and this one. Costs that are not known are in neither. */
export interface SpendChanges {
  readFrom: ReadFrom
  range: InstantRange
  previousRange: InstantRange
  timeZone: string
  current: SpendSums
  previous: SpendSums
  changeUsd: string
  parts: ChangePart[]
  coverage: Coverage
  previousCoverage: Coverage
}
