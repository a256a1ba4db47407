import { expect, test } from 'vitest'
import { rangeLabel, rangePhrase, stepRange } from '#web/src/lib/range.ts'

const TODAY = '2026-11-22'

test.each([
  ['7d', -1, '2026-11-09..2026-11-15'],
  ['2026-11-09..2026-11-15', -1, '2026-11-02..2026-11-08'],
  ['2026-11-09..2026-11-15', 1, '7d'],
  ['24h', -1, '2026-11-21..2026-11-21'],
  ['mtd', -1, '2026-10-01..2026-10-31'],
  ['2026-10-01..2026-10-31', -1, '2026-09-01..2026-09-30'],
  ['2026-10-01..2026-10-31', 1, 'mtd'],
  ['2026-11-15..2026-11-19', 1, '2026-11-18..2026-11-22'],
  ['30d', 1, '30d'],
] as const)('%s stepped by %d is %s', (range, direction, expected) => {
  expect(stepRange(range, direction, TODAY)).toBe(expected)
})

test('ranges have names for people', () => {
  expect(rangeLabel('2026-10-30..2026-11-08')).toBe('Oct 30 – Nov 8')
  expect(rangeLabel('2026-10-30..2026-10-30')).toBe('Oct 30')
  expect(rangePhrase('7d')).toBe('in the last 7 days')
  expect(rangePhrase('mtd')).toBe('this month')
})
