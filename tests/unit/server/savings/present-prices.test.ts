import { expect, test } from 'vitest'
import { searchSavings } from '#server/savings/search/search-savings.ts'
import { buildCatalogue } from '#shared/pricing/catalogue.ts'
import type { PriceRow } from '#shared/pricing/provider-file.ts'
import { callsOverDays } from '../../../support/savings/calls-over-days.ts'
import { searchOf, type TestCall } from '../../../support/savings/traffic-of.ts'

const USUAL = { source: 'this test', checkedOn: '2026-05-31', licence: 'none', version: '1' }
/** A model with these prices, at half of them in a batch, and another one at 1 and 4 USD. */
const catalogueWith = (prices: PriceRow[]) =>
  buildCatalogue([
    {
      ...USUAL,
      provider: 'acme',
      models: [
        { id: 'acme-large', prices },
        { id: 'acme-small', prices: [{ rates: { input: '1', output: '4' } }] },
      ],
      adjustments: [{ term: 'tier', values: ['batch'], factor: '0.5', source: 'this test' }],
    },
  ])
const FALLEN: PriceRow[] = [
  { until: '2026-05-16T00:00:00Z', rates: { input: '10', output: '40' } },
  { from: '2026-05-16T00:00:00Z', rates: { input: '2', output: '8' } },
]
const JOB = { provider: 'acme', model: 'acme-large', input: 3_000, output: 500, trigger: 'cron' }
const find = (prices: PriceRow[], calls: TestCall[]) =>
  searchSavings(searchOf(catalogueWith(prices), calls)).map(({ finding }) => finding)

test('what a price that has fallen would have saved is not promised for the months to come', () => {
  // Half of 900 x (3,000 x 2 + 500 x 8) / 1M, though the first half of the month cost five times as much.
  expect(find(FALLEN, callsOverDays(30, JOB))).toMatchObject([
    { type: 'batch_api', currentCostUsd: '27', savings: { expectedUsd: '4.5', marginalUsd: '4.5' } },
  ])
})

test('requests that are not sent save what they would cost today', () => {
  const failed = callsOverDays(30, { ...JOB, trigger: '', failed: 'true', user: 1 })
  expect(find(FALLEN, failed)).toMatchObject([{ type: 'retry_waste', savings: { expectedUsd: '9' } }])
})

test('what was saved already stays what it was at the time', () => {
  const routed = callsOverDays(30, { ...JOB, trigger: '', model: 'acme-small', routedFrom: 'acme-large' })
  // 450 x (0.05 - 0.005) + 450 x (0.01 - 0.005)
  expect(find(FALLEN, routed)).toMatchObject([{ type: 'realised_savings', savings: { expectedUsd: '22.5' } }])
})

test('a price by the hour is that of the hour of each request', () => {
  const byHour: PriceRow[] = [
    { rates: { input: '2', output: '8' } },
    { hours: [['00:00', '12:00']], rates: { input: '1', output: '4' } },
  ]
  const job = (startHour: number) => callsOverDays(30, JOB, { startHour, hours: 1 })
  expect(find(byHour, job(2))[0]?.savings.expectedUsd).toBe('2.25')
  expect(find(byHour, job(14))[0]?.savings.expectedUsd).toBe('4.5')
})
