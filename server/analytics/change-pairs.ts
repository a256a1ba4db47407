import type { UsageClass } from '#shared/usage/classes.ts'
import { type Fraction, fraction, per, plus, times } from './fraction.ts'
import { groupBy } from './group-by.ts'
import type { PricedModel, PriceList } from './price-list.ts'
import type { SumsRow } from './read-sums.ts'
import { type Pair, TOKEN_SIDES, type TokenSide, type Usage } from './split-change.ts'

type PeriodName = SumsRow['period']

/** A model within a feature; null is what is beyond the largest groups, together. */
export interface ModelPair extends Pair {
  model: PricedModel | null
  feature: string | null
}

/** Which price stands for the tokens of a side. Written for five minutes is what caches are by default. */
const CLASS_OF: Record<TokenSide, UsageClass> = {
  input: 'input',
  cacheRead: 'cacheRead',
  cacheWrite: 'cacheWrite5m',
  output: 'output',
}

/** Pairs of both periods, from sums of `[project, provider, model]` and feature in slices of time. */
export function toPairs(
  rows: readonly SumsRow[],
  prices: PriceList,
  instants: Record<PeriodName, readonly number[]>,
): ModelPair[] {
  const byPair = groupBy(rows, ({ key, subkey }) => JSON.stringify([key, subkey]))
  const byFeature = groupBy(rows, ({ subkey }) => subkey)
  return [...byPair.values()].map((ofPair) => {
    const { key, subkey: feature } = ofPair[0]!
    const model = key === null ? null : toModel(key)
    const usage = (period: PeriodName): Usage => {
      const ofPeriod = ofPair.filter((row) => row.period === period)
      const tokens = tokensOf(ofPeriod)
      const priceAt = (at: number, side: TokenSide) =>
        model && sidePrice(prices, model, instants[period][at]!, side)
      return {
        requests: requestsOf(ofPeriod),
        cost: ofPeriod.reduce((sum, row) => sum + BigInt(row.costPicoUsd), 0n),
        tokens,
        prices: averagePrices(ofPeriod, ofPair, instants[period].length - 1, priceAt),
      }
    }
    const ofFeature = byFeature.get(feature)!
    const inFeature = (period: PeriodName) => requestsOf(ofFeature.filter((row) => row.period === period))
    return {
      model,
      feature,
      previous: usage('previous'),
      current: usage('current'),
      featureRequests: { previous: inFeature('previous'), current: inFeature('current') },
    }
  })
}

function toModel(key: string): PricedModel {
  const [projectId, provider, model] = JSON.parse(key) as [string, string, string]
  return { projectId, provider, model }
}

const COLUMN = {
  input: 'inputTokens',
  cacheRead: 'cacheReadTokens',
  cacheWrite: 'cacheWriteTokens',
  output: 'outputTokens',
} as const satisfies Record<TokenSide, keyof SumsRow>

const requestsOf = (rows: readonly SumsRow[]) => BigInt(rows.reduce((sum, row) => sum + row.requests, 0))

const tokensOf = (rows: readonly SumsRow[]) =>
  Object.fromEntries(
    TOKEN_SIDES.map((side) => [side, BigInt(rows.reduce((sum, row) => sum + row[COLUMN[side]], 0))]),
  ) as Usage['tokens']

function sidePrice(prices: PriceList, model: PricedModel, instant: number, side: TokenSide): Fraction | null {
  const rate = prices.priceOf(model, instant)?.tariff.rateFor(CLASS_OF[side])
  return rate && rate.amount !== null ? fraction(rate.pico, rate.over) : null
}

/** What the tokens used cost by list on average; of a side that only the other period used, the latest price. */
function averagePrices(
  rows: readonly SumsRow[],
  ofBoth: readonly SumsRow[],
  lastSlice: number,
  priceAt: (at: number, side: TokenSide) => Fraction | null,
): Usage['prices'] {
  const found = {} as Record<TokenSide, Fraction>
  for (const side of TOKEN_SIDES) {
    const column = COLUMN[side]
    const used = rows.flatMap((row) => (row[column] > 0 ? [{ at: row.at, tokens: BigInt(row[column]) }] : []))
    const price = averagePrice(used.length > 0 ? used : [{ at: lastSlice, tokens: 1n }], (at) =>
      priceAt(at, side),
    )
    // Nobody asks for the price of a side that is not used at all.
    if (!price && ofBoth.some((row) => row[column] > 0)) return null
    found[side] = price ?? fraction(0n)
  }
  return found
}

function averagePrice(
  used: readonly { at: number; tokens: bigint }[],
  priceAt: (at: number) => Fraction | null,
): Fraction | null {
  let [cost, count] = [fraction(0n), 0n]
  for (const { at, tokens } of used) {
    const price = priceAt(at)
    if (!price) return null
    cost = plus(cost, times(price, fraction(tokens)))
    count += tokens
  }
  return per(cost, fraction(count))
}
