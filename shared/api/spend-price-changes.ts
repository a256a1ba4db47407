import type { z } from 'zod'
import { SpendByQuery } from './spend.ts'

/** Range, zone and filters as for spend. */
export const SpendPriceChangesQuery = SpendByQuery.omit({ compare: true, groupBy: true, limit: true })
export type SpendPriceChangesQuery = z.infer<typeof SpendPriceChangesQuery>

/** A list price, or an own price in its place, of a model that was used in the range. */
export interface SpendPriceChange {
  /** RFC 3339 UTC: from then on the new prices count. */
  at: string
  provider: string
  model: string
  /** USD per 1M tokens of the classes that changed; null where there is none. */
  prices: {
    class: 'input' | 'cacheRead' | 'cacheWrite' | 'cacheWrite5m' | 'output'
    previous: string | null
    current: string | null
  }[]
}

/** The earliest first. */
export interface SpendPriceChanges {
  data: SpendPriceChange[]
}
