import { expect, test } from 'vitest'
import { hoursAhead } from '#server/budgets/hours-ahead.ts'

/** All of it between nine and five. */
const OFFICE: number[] = Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 17 ? 10 : 0))
const HOUR = 3_600
const twoWeeks = (hours: number[]) => Array.from({ length: 14 }, () => hours)

test('from within an hour on, each full hour and the end has what usually comes before it', () => {
  const ahead = hoursAhead(twoWeeks(OFFICE), { start: 0, end: 24 * HOUR, now: 14.5 * HOUR })!
  expect(ahead.map(({ at }) => at / HOUR)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24])
  const parts = ahead.map(({ part }) => part)
  expect(parts.slice(0, 4)).toEqual([0.0625, 0.1875, 0.3125, 0.3125])
  expect(parts.at(-1)).toBe(0.3125)
})

test('a day that is longer by half an hour ends when it ends', () => {
  const ahead = hoursAhead(twoWeeks(OFFICE), { start: 0, end: 24.5 * HOUR, now: 23 * HOUR })!
  expect(ahead.map(({ at }) => at / HOUR)).toEqual([24, 24.5])
})

test('in the last hour only the end is ahead, and without a week of days nothing is known', () => {
  const bounds = { start: 0, end: 24 * HOUR, now: 23.5 * HOUR }
  expect(hoursAhead(twoWeeks(OFFICE), bounds)).toEqual([{ at: 24 * HOUR, part: 0 }])
  expect(hoursAhead(twoWeeks(OFFICE).slice(0, 6), bounds)).toBeNull()
})
