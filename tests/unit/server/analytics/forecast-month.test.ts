import { expect, test } from 'vitest'
import { forecastMonth } from '#server/analytics/forecast-month.ts'
import type { SpentDay } from '#server/analytics/typical-days.ts'
import { createRandom, type Random } from '#server/demo/random.ts'

const WEEK = [100, 105, 110, 108, 100, 45, 40]
const days = (count: number, cost = (i: number) => WEEK[i % 7]!): SpentDay[] =>
  Array.from({ length: count }, (_, i) => ({ weekday: i % 7, cost: cost(i) }))
const coming = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ weekday: (from + i) % 7, part: 1 }))
const sumOf = (values: readonly { cost: number }[]) => values.reduce((sum, { cost }) => sum + cost, 0)

test('below seven days nothing is said', () => {
  expect(forecastMonth(days(6), coming(6, 5))).toBeNull()
  expect(forecastMonth(days(7), coming(0, 5))).not.toBeNull()
})

test('what repeats every week is expected to go on', () => {
  const { rest } = forecastMonth(days(56), coming(0, 10))!
  expect(rest.cost).toBeCloseTo(sumOf(days(10)), 6)
})

test('the days add up to the whole, and a day that is half over counts half', () => {
  const forecast = forecastMonth(days(30), [{ weekday: 2, part: 0.5 }, ...coming(3, 6)])!
  expect(sumOf(forecast.days)).toBeCloseTo(forecast.rest.cost, 6)
  expect(forecast.days[0]!.cost).toBeCloseTo(55, 6)
})

test.each([10, 14, 21, 56])('one day a hundred times as dear hardly moves a forecast by %i days', (count) => {
  const usual = forecastMonth(days(count), coming(count, 12))!.rest.cost
  const withOutlier = days(count, (i) => WEEK[i % 7]! * (i === count - 3 ? 100 : 1))
  const moved = forecastMonth(withOutlier, coming(count, 12))!.rest.cost
  // Where its weekday was seen only once or twice, it counts as three usual days.
  expect(moved / usual).toBeLessThan(count < 21 ? 1.5 : 1.03)
})

test('a level that doubled two weeks ago is the level', () => {
  const doubled = days(56, (i) => WEEK[i % 7]! * (i < 42 ? 1 : 2))
  expect(forecastMonth(doubled, coming(0, 7))!.rest.cost).toBeCloseTo(2 * sumOf(days(7)), 6)
})

test('nothing spent for two weeks means that nothing more is expected', () => {
  const stopped = days(56, (i) => (i < 42 ? WEEK[i % 7]! : 0))
  expect(forecastMonth(stopped, coming(0, 7))!.rest.cost).toBe(0)
})

test('no amount is below zero', () => {
  const random = createRandom('wild')
  const wild = days(28, () => random.next() ** 8 * 1_000)
  const { rest, days: each } = forecastMonth(wild, coming(0, 9))!
  for (const { low, high } of [rest, ...each]) {
    expect(low).toBeGreaterThanOrEqual(0)
    expect(high).toBeGreaterThanOrEqual(low)
  }
})

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** How often the end of a month lay in the interval that was said for it. */
function coverageOf(history: number, { daily, weekly }: { daily: number; weekly: number }): number {
  const random = createRandom(`months of ${history} ${daily} ${weekly}`)
  const MONTHS = 600
  let covered = 0
  for (let month = 0; month < MONTHS; month++) {
    const left = random.between(1, 25)
    let level = 1
    const real = days(history + left, (i) => {
      if (i % 7 === 0) level *= Math.exp(weekly * normal(random))
      return WEEK[i % 7]! * level * Math.exp(daily * normal(random))
    })
    const { rest } = forecastMonth(real.slice(0, history), coming(history, left))!
    const end = sumOf(real.slice(history))
    if (rest.low <= end && end <= rest.high) covered += 1
  }
  return covered / MONTHS
}

test.each([
  { history: 14, daily: 0.25, weekly: 0 },
  { history: 28, daily: 0.25, weekly: 0 },
  { history: 56, daily: 0.25, weekly: 0 },
  { history: 28, daily: 0.2, weekly: 0.08 },
  { history: 56, daily: 0.2, weekly: 0.08 },
])('about 80 % of months end in the interval: $history days, $daily a day, $weekly a week', (one) => {
  const coverage = coverageOf(one.history, one)
  expect(coverage).toBeGreaterThan(0.68)
  expect(coverage).toBeLessThan(0.92)
})
