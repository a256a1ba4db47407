import { expect, test } from 'vitest'
import { budget, current } from '#tests/support/budget.ts'
import { paceOf, periodName, resetsText } from '#web/src/features/budgets/budget-words.ts'

const NOVEMBER = { start: '2026-11-01T00:00:00Z', end: '2026-12-01T00:00:00Z' }

test('a period is called as people call it, in the zone of its budget', () => {
  expect(periodName('month', NOVEMBER, 'UTC')).toBe('November')
  expect(
    periodName('quarter', { start: '2026-09-30T22:00:00Z', end: '2026-12-31T23:00:00Z' }, 'Europe/Berlin'),
  ).toBe('Q4')
  const day = { start: '2026-11-21T11:00:00Z', end: '2026-11-22T11:00:00Z' }
  expect(periodName('day', day, 'Pacific/Auckland')).toBe('Sun, Nov 22')
  const week = { start: '2026-11-16T00:00:00Z', end: '2026-11-23T00:00:00Z' }
  expect(periodName('week', week, 'UTC')).toBe('Nov 16 – Nov 22')
})

test.each([
  ['2026-11-22T12:00:00Z', 'resets in 8 days'],
  ['2026-11-29T01:00:00Z', 'resets in 47 hours'],
  ['2026-11-30T22:30:00Z', 'resets in 1 hour'],
  ['2026-11-30T23:30:00Z', 'resets within the hour'],
  ['2026-12-01T00:00:01Z', 'resets now'],
])('at %s a month %s', (now, text) => {
  expect(resetsText(NOVEMBER.end, Date.parse(now))).toBe(text)
})

test('the pace names the day on which a budget runs out, and in a day the time', () => {
  const runsOutAt = '2026-11-28T17:40:00Z'
  const month = budget({ current: current({ runsOutAt }) })
  expect(paceOf(month)).toEqual({ text: 'At this pace the budget runs out ', when: 'on Nov 28' })
  expect(paceOf({ ...month, period: 'day' }).when).toBe('at 17:40')
  expect(paceOf(budget({ current: current({}) })).when).toBeNull()
})

test('what is not known is said, and is no pace', () => {
  expect(paceOf(budget({ current: null })).text).toBe('What was spent is being added up.')
  expect(paceOf(budget({ hasMatched: false })).text).toBe('No event has ever matched its scope.')
  expect(paceOf(budget({ current: current({ requests: 0, spentUsd: '0' }) })).text).toBe('Nothing spent yet.')
})

test('of groups it is said how many have spent it all', () => {
  const grouped = budget({ groupBy: 'team', current: current({ groups: 14, groupsOver: 2, state: 'over' }) })
  expect(paceOf(grouped).text).toBe('2 of 14 teams have spent it all.')
})
