import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fraction } from '#server/analytics/fraction.ts'
import { type Pair, type SplitChange, splitChange, type Usage } from '#server/analytics/split-change.ts'

/** 100 requests of 1,000 prompt tokens, 200 of them cached, and 100 output tokens, at list price. */
const PRICES = {
  input: fraction(3_000_000n),
  cacheRead: fraction(300_000n),
  cacheWrite: fraction(3_750_000n),
  output: fraction(15_000_000n),
}

function usage(part: Partial<Usage> & { list?: boolean } = {}): Usage {
  const tokens = part.tokens ?? { input: 80_000n, cacheRead: 20_000n, cacheWrite: 0n, output: 10_000n }
  const prices = part.prices === undefined ? PRICES : part.prices
  const cost = prices
    ? (Object.keys(tokens) as (keyof typeof tokens)[]).reduce(
        (sum, side) => sum + (tokens[side] * prices[side].digits) / prices[side].over,
        0n,
      )
    : 0n
  return { requests: 100n, cost, tokens, prices, ...part }
}

const pair = (previous: Usage, current: Usage, feature = { previous: 100n, current: 100n }): Pair => ({
  previous,
  current,
  featureRequests: feature,
})

const moved = (parts: SplitChange) =>
  Object.fromEntries(Object.entries(parts).filter(([, amount]) => amount !== 0n))

test('twice the requests of a feature are volume and nothing else', () => {
  const twice = usage({
    requests: 200n,
    tokens: { input: 160_000n, cacheRead: 40_000n, cacheWrite: 0n, output: 20_000n },
  })
  const parts = splitChange(pair(usage(), twice, { previous: 100n, current: 200n }))
  expect(moved(parts)).toEqual({ volume: usage().cost })
})

test('requests that move to another model of the feature are mix', () => {
  const half = usage({
    requests: 50n,
    tokens: { input: 40_000n, cacheRead: 10_000n, cacheWrite: 0n, output: 5_000n },
  })
  expect(moved(splitChange(pair(usage(), half)))).toEqual({ mix: -usage().cost / 2n })
  const none = usage({ requests: 0n, cost: 0n })
  expect(moved(splitChange(pair(none, half)))).toEqual({ mix: half.cost })
  expect(moved(splitChange(pair(half, none)))).toEqual({ mix: -half.cost })
})

test('a new feature is volume, and one that ended too', () => {
  const none = usage({ requests: 0n, cost: 0n })
  expect(moved(splitChange(pair(none, usage(), { previous: 0n, current: 100n })))).toEqual({
    volume: usage().cost,
  })
  expect(moved(splitChange(pair(usage(), none, { previous: 100n, current: 0n })))).toEqual({
    volume: -usage().cost,
  })
})

test('longer prompts, cached as before, are prompt length', () => {
  const longer = usage({ tokens: { input: 96_000n, cacheRead: 24_000n, cacheWrite: 0n, output: 10_000n } })
  expect(moved(splitChange(pair(usage(), longer)))).toEqual({ promptLength: longer.cost - usage().cost })
})

test('longer answers are output length', () => {
  const longer = usage({ tokens: { input: 80_000n, cacheRead: 20_000n, cacheWrite: 0n, output: 13_000n } })
  expect(moved(splitChange(pair(usage(), longer)))).toEqual({ outputLength: 3_000n * 15_000_000n })
})

test('the same prompt read from a cache is cache', () => {
  const cached = usage({ tokens: { input: 50_000n, cacheRead: 50_000n, cacheWrite: 0n, output: 10_000n } })
  expect(moved(splitChange(pair(usage(), cached)))).toEqual({ cache: -30_000n * 2_700_000n })
})

test('the same usage at another list price is price, discounts kept', () => {
  const cheaper = usage({ prices: { ...PRICES, input: fraction(2_400_000n) } })
  expect(moved(splitChange(pair(usage(), cheaper)))).toEqual({ price: -80_000n * 600_000n })
  const halved = (one: Usage): Usage => ({ ...one, cost: one.cost / 2n })
  expect(moved(splitChange(pair(halved(usage()), halved(cheaper))))).toEqual({
    price: (-80_000n * 600_000n) / 2n,
  })
})

test('what the list does not explain is the rest: a discount, a cost that became known, a model without a list', () => {
  const discounted = usage({ cost: usage().cost / 2n })
  expect(moved(splitChange(pair(usage(), discounted)))).toEqual({ rest: -usage().cost / 2n })
  const unknown = usage({ cost: 0n })
  expect(moved(splitChange(pair(unknown, usage())))).toEqual({ rest: usage().cost })
  const unlisted = usage({ prices: null, cost: 5_000n })
  expect(moved(splitChange(pair(unlisted, { ...unlisted, cost: 7_001n })))).toEqual({ rest: 2_001n })
})

const amount = fc.bigInt(0n, 10n ** 20n)
const arbitraryPrice = fc
  .tuple(fc.bigInt(0n, 10n ** 9n), fc.bigInt(1n, 10n ** 6n))
  .map(([digits, over]) => fraction(digits, over))
const bySide = <T>(one: fc.Arbitrary<T>) =>
  fc.record({ input: one, cacheRead: one, cacheWrite: one, output: one })
const arbitraryUsage: fc.Arbitrary<Usage> = fc.record({
  requests: fc.oneof(fc.constant(0n), fc.bigInt(1n, 10n ** 9n)),
  cost: fc.oneof(fc.constant(0n), amount),
  tokens: bySide(fc.oneof(fc.constant(0n), fc.bigInt(0n, 10n ** 12n))),
  prices: fc.option(bySide(arbitraryPrice)),
})

/** Nothing was used where nothing was asked. */
const consistent = (one: Usage): Usage =>
  one.requests > 0n
    ? one
    : { ...one, cost: 0n, tokens: { input: 0n, cacheRead: 0n, cacheWrite: 0n, output: 0n } }

test('whatever changed, the parts add up to the change to the last digit', () => {
  fc.assert(
    fc.property(
      arbitraryUsage,
      arbitraryUsage,
      fc.bigInt(0n, 10n ** 9n),
      fc.bigInt(0n, 10n ** 9n),
      (a, b, more, less) => {
        const [previous, current] = [consistent(a), consistent(b)]
        const feature = { previous: previous.requests + more, current: current.requests + less }
        const parts = splitChange({ previous, current, featureRequests: feature })
        const sum = Object.values(parts).reduce((total, part) => total + part, 0n)
        expect(sum).toBe(current.cost - previous.cost)
      },
    ),
    { numRuns: 1_000 },
  )
})
