import { expect, test } from 'vitest'
import { shareLeft } from '#server/budgets/share-left.ts'

/** All of it between nine and five. */
const OFFICE: number[] = Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 17 ? 10 : 0))
const days = (count: number, hours = OFFICE) => Array.from({ length: count }, () => hours)

test.each([
  [0, 1],
  [6, 1],
  [11, 0.75],
  [13.5, 0.4375],
  [20, 0],
])('after %d hours of office days %d of the cost is still to come', (elapsed, left) => {
  expect(shareLeft(days(14), elapsed)).toBeCloseTo(left, 9)
})

test('a night job on one day moves nothing, and days without a cost say nothing', () => {
  const night = OFFICE.with(2, 10_000)
  expect(shareLeft([...days(7), night, ...days(3, Array(23).fill(0))], 11)).toBeCloseTo(0.75, 9)
})

test('below seven days with a cost nothing is known', () => {
  expect(shareLeft([...days(6), ...days(8, Array(24).fill(0))], 11)).toBeNull()
})
