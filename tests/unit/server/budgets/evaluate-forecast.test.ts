import { expect, test } from 'vitest'
import {
  evaluateForecast,
  type ForecastAlert,
  type ForecastPeriod,
  wantsForecast,
} from '#server/budgets/evaluate-forecast.ts'

const DAY = 86_400_000
const START = Date.parse('2026-11-01T00:00:00Z')
const NOW = START + 10 * DAY

const month = (part: Partial<ForecastPeriod> = {}): ForecastPeriod => ({
  amount: 1_000n,
  threshold: 100,
  arming: 1,
  start: START,
  end: START + 30 * DAY,
  spent: 400n,
  alerts: [],
  ...part,
})
const told = (part: Partial<ForecastAlert> = {}): ForecastAlert => ({
  id: '7',
  threshold: 100,
  arming: 1,
  state: 'firing',
  start: START,
  end: START + 30 * DAY,
  ...part,
})
const closed = (period: ForecastPeriod, expected: bigint | null) =>
  evaluateForecast(period, expected, NOW).closed.map(({ state, tells }) => [state, tells])

test('it is told when all of the amount, or the wanted part, is expected', () => {
  expect(evaluateForecast(month(), 1_000n, NOW).raises).toBe(true)
  expect(evaluateForecast(month(), 999n, NOW).raises).toBe(false)
  expect(evaluateForecast(month({ threshold: 80 }), 800n, NOW).raises).toBe(true)
  expect(evaluateForecast(month(), null, NOW).raises).toBe(false)
  expect(evaluateForecast(month({ threshold: null }), 5_000n, NOW).raises).toBe(false)
})

test.each(['firing', 'acknowledged', 'resolved', 'superseded'] as const)(
  'once %s it is not told again in the period, before it is armed again',
  (state) => {
    expect(evaluateForecast(month({ alerts: [told({ state })] }), 2_000n, NOW).raises).toBe(false)
    expect(evaluateForecast(month({ arming: 2, alerts: [told({ state })] }), 2_000n, NOW).raises).toBe(true)
  },
)

test('another time zone moves the bounds, and tells nobody again', () => {
  const moved = told({ start: START + DAY / 4, end: START + 30.25 * DAY })
  expect(evaluateForecast(month({ alerts: [moved] }), 2_000n, NOW).raises).toBe(false)
})

test.each([
  ['a day', DAY, 5.9 / 24, 6 / 24],
  ['a week', 7 * DAY, 0.99, 1],
  ['a month', 30 * DAY, 0.99, 1],
])('%s is not spoken of before a quarter of it, or a day, is over', (_period, length, early, due) => {
  const period = month({ end: START + length })
  expect(wantsForecast(period, START + early * DAY)).toBe(false)
  expect(wantsForecast(period, START + due * DAY)).toBe(true)
})

test('what is spent is no forecast, and ends the alert without a word', () => {
  const period = month({ spent: 1_000n, alerts: [told()] })
  expect(wantsForecast(period, NOW)).toBe(false)
  expect(closed(period, null)).toEqual([['resolved', false]])
})

test('it is over when a tenth less than the amount is expected, and those who were told are told', () => {
  const period = month({ alerts: [told()] })
  expect(closed(period, 900n)).toEqual([])
  expect(closed(period, 899n)).toEqual([['resolved', true]])
  expect(closed(period, null)).toEqual([])
})

test('an edit overtakes it, and the end of its period ends it', () => {
  expect(closed(month({ arming: 2, alerts: [told()] }), 2_000n)).toEqual([['superseded', false]])
  expect(closed(month({ threshold: 90, alerts: [told()] }), 2_000n)).toEqual([['superseded', false]])
  expect(closed(month({ threshold: null, alerts: [told()] }), null)).toEqual([['superseded', false]])
  const before = told({ start: START - 31 * DAY, end: START })
  expect(closed(month({ alerts: [before] }), 2_000n)).toEqual([['resolved', false]])
})
