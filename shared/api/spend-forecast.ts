import type { z } from 'zod'
import { type Coverage, type InstantRange, type ReadFrom, SpendByQuery } from './spend.ts'

/** The month is the calendar month of the zone; filters as for spend. */
export const SpendForecastQuery = SpendByQuery.omit({
  range: true,
  compare: true,
  groupBy: true,
  limit: true,
})
export type SpendForecastQuery = z.infer<typeof SpendForecastQuery>

/** How often, out of 1, the amount is meant to lie between `lowUsd` and `highUsd`. */
export const FORECAST_CONFIDENCE = 0.8

/** Expected cost with its prediction interval. Estimates: only money that was spent is exact. */
export interface ExpectedCost {
  costUsd: string
  lowUsd: string
  highUsd: string
}

/** What the current calendar month will have cost at its end. */
export interface SpendForecast {
  readFrom: ReadFrom
  timeZone: string
  /** The whole month. */
  month: InstantRange
  /** null when there are events this month but none has a known cost. */
  monthToDateUsd: string | null
  /** null when nothing can be said: `reason` tells why. */
  expected: ExpectedCost | null
  reason: 'too-little-data' | 'no-known-cost' | null
  confidence: number
  /** Whole days that it is based on, 56 at the most; below 7 there is no forecast. */
  daysOfData: number
  /** The days of the month that are not over, today with what was spent so far. */
  days: (ExpectedCost & { start: string; end: string })[]
  /** Of the month so far: what has no cost is in no amount. */
  coverage: Coverage
}
