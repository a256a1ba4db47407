import { expect, test } from 'vitest'
import { budget, current } from '#tests/support/budget.ts'
import { riskOf, sortByRisk } from '#web/src/features/budgets/budget-risk.ts'

test('a budget that runs out before it resets is at risk, though no threshold is crossed', () => {
  expect(riskOf(budget({ current: current({ runsOutAt: '2026-11-28T00:00:00Z' }) }))).toBe('atRisk')
  expect(riskOf(budget({ current: current({ state: 'warning' }) }))).toBe('warning')
})

test('a budget with groups is over as soon as one of them is', () => {
  expect(riskOf(budget({ groupBy: 'team', current: current({ groupsOver: 1 }) }))).toBe('over')
})

test('what is not known yet is neither on track nor over', () => {
  expect(riskOf(budget({ current: null }))).toBe('counting')
})

test('what nothing has ever matched is not on track', () => {
  expect(riskOf(budget({ hasMatched: false, current: current({ requests: 0, ratio: 0 }) }))).toBe('unmatched')
})

test('those that need a look stand first, and paused ones last', () => {
  const named = (name: string, part: Parameters<typeof budget>[0]) => budget({ name, ...part })
  const sorted = sortByRisk([
    named('paused', { pausedAt: '2026-11-02T00:00:00Z', current: current({ state: 'over', ratio: 2 }) }),
    named('misspelt', { hasMatched: false, current: current({ requests: 0, ratio: 0 }) }),
    named('fine', {}),
    named('half', { current: current({ ratio: 0.5 }) }),
    named('over', { current: current({ state: 'over', ratio: 1.2 }) }),
    named('at risk', { current: current({ runsOutAt: '2026-11-28T00:00:00Z' }) }),
  ])
  expect(sorted.map(({ name }) => name)).toEqual(['over', 'at risk', 'fine', 'half', 'misspelt', 'paused'])
})
