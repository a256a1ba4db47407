import { expect, test } from 'vitest'
import { findFirings } from '#server/budgets/find-firings.ts'
import { firstDayOfPeriod } from '#server/budgets/period-of-day.ts'

test.each([
  ['2026-11-22', 'day', null, '2026-11-22'],
  ['2026-11-22', 'week', null, '2026-11-16'],
  ['2026-11-23', 'week', null, '2026-11-23'],
  ['2026-01-01', 'week', null, '2025-12-29'],
  ['2024-02-29', 'month', null, '2024-02-01'],
  ['2026-12-31', 'quarter', null, '2026-10-01'],
  ['2026-11-17', 'cycle', 17, '2026-11-17'],
  ['2026-11-16', 'cycle', 17, '2026-10-17'],
  ['2026-03-01', 'cycle', 28, '2026-02-28'],
  ['2026-01-01', 'cycle', 2, '2025-12-02'],
] as const)('%s is in the %s that begins on %s %s', (day, period, cycleDay, first) => {
  expect(firstDayOfPeriod(day, period, cycleDay)).toBe(first)
})

test('each group and period is told once of each height, on the day that reached it', () => {
  const spent = (day: string, group: string, amount: number, periodDay = '2026-11-01') => ({
    group,
    day,
    periodDay,
    spent: BigInt(amount),
  })
  const days = [
    spent('2026-11-01', 'ann', 49),
    spent('2026-11-02', 'ann', 1),
    spent('2026-11-02', 'bob', 100),
    spent('2026-11-03', 'ann', 29),
    spent('2026-11-04', 'ann', 100),
    spent('2026-12-01', 'ann', 60, '2026-12-01'),
  ]
  const firings = findFirings(days, { amount: 100n, thresholds: [50, 80, 100] })
  expect(firings.map(({ day, group, threshold }) => [day, group, threshold])).toEqual([
    ['2026-11-02', 'ann', 50],
    ['2026-11-02', 'bob', 100],
    ['2026-11-04', 'ann', 100],
    ['2026-12-01', 'ann', 50],
  ])
})
