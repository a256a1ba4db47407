import { expect, test } from 'vitest'
import { changeUsage } from '#server/savings/simulate/change-usage.ts'

const NOTHING = {
  factors: { input: 1, output: 1, reasoning: 1 },
  losesCaches: false,
  cacheReadPercent: undefined,
}
const USAGE = { input: 100, cacheRead: 301, cacheWrite5m: 40, output: 50, reasoning: 20, webSearches: 2 }

test('without a change the usage is the same', () => {
  expect(changeUsage(USAGE, NOTHING)).toEqual(USAGE)
})

test('a provider that knows nothing of the cache bills the whole prompt', () => {
  expect(changeUsage(USAGE, { ...NOTHING, losesCaches: true })).toEqual({
    input: 441,
    output: 50,
    reasoning: 20,
    webSearches: 2,
  })
})

test('a model that does not think aloud has no reasoning tokens', () => {
  expect(
    changeUsage(USAGE, { ...NOTHING, factors: { ...NOTHING.factors, reasoning: 0 } }),
  ).not.toHaveProperty('reasoning')
})

test('factors act on prompt and answer, never on searches, and counts stay whole', () => {
  const factors = { input: 1.25, output: 0.5, reasoning: 0.25 }
  expect(changeUsage({ ...USAGE, input: 101 }, { ...NOTHING, factors })).toEqual({
    input: 126,
    cacheRead: 376,
    cacheWrite5m: 50,
    output: 25,
    reasoning: 5,
    webSearches: 2,
  })
})

test('a cache rate divides the prompt and loses no token', () => {
  const changed = changeUsage(USAGE, { ...NOTHING, cacheReadPercent: 33 })
  expect(changed).toMatchObject({ input: 269, cacheRead: 132, cacheWrite5m: 40 })
})
