import { expect, test } from 'vitest'
import { createMonthSums } from '#server/savings/ledger/month-sums.ts'
import { qualityBefore } from '#server/savings/ledger/quality-before.ts'
import { searchSavings } from '#server/savings/search/search-savings.ts'
import { callsOverDays, scored } from '#tests/support/savings/calls-over-days.ts'
import { caseCatalogue } from '#tests/support/savings/case-market.ts'
import { searchOf } from '#tests/support/savings/traffic-of.ts'

const TASK = { task: 'classification', input: 2_000, output: 50 }
const ROUTED = { ...TASK, model: 'gpt-4o-mini', routedFrom: 'gpt-4o' }

/** 700 requests under gpt-4o, then others under gpt-4o-mini; both right 19 times of 20. */
const realised = () => {
  const calls = [
    ...scored(callsOverDays(70, TASK, { until: 10 }), 20),
    ...scored(callsOverDays(98, ROUTED, { from: 10 }), 20),
  ]
  const found = searchSavings(searchOf(caseCatalogue(), calls)).map(({ finding }) => finding)
  return found.find(({ type }) => type === 'realised_savings')!
}

test('what was routed is held against the scores of what was not', () => {
  const [quality] = realised().evidence.quality
  expect(quality).toMatchObject({
    method: 'newcombe',
    current: { model: { model: 'gpt-4o' }, scored: 700, meanQuality: 0.95 },
    candidate: { model: { model: 'gpt-4o-mini' }, scored: 1_960, meanQuality: 0.95 },
    holds: true,
  })
})

test('a month says how much worse it may be than before, at the most', () => {
  const before = qualityBefore(realised())!
  expect(before).toMatchObject({ n: 700, mean: 0.95, isBinary: true })
  const sums = createMonthSums()
  for (let n = 0; n < 1_000; n++) sums.addRouted(1n, 2n, n % 20 === 0 ? 0 : 1)
  const { quality, realised: saved } = sums.finish(0n, before)
  // Wilson: 0.95 of 1,000 is 0.93469 at the least, 0.95 of 700 is 0.96382 at the most.
  expect(quality).toMatchObject({ before: 0.95, after: 0.95, scored: 1_000 })
  expect(quality!.lowerBound).toBeCloseTo(-Math.sqrt(0.01531 ** 2 + 0.01382 ** 2), 4)
  expect(saved).toBe('1000')
})

test('a month without scores before has no bound, and one without scores no quality', () => {
  const sums = createMonthSums()
  expect(sums.finish(0n, null).quality).toBe(null)
  sums.addRouted(1n, 2n, 0.5)
  expect(sums.finish(0n, null).quality).toEqual({ before: null, after: 0.5, scored: 1, lowerBound: null })
})
