import { expect, test } from 'vitest'
import { CreateBudget } from '#shared/api/budgets.ts'
import { budget } from '#tests/support/budget.ts'
import { draftOf, emptyDraft, toBudget } from '#web/src/features/budgets/budget-draft.ts'

const draft = { ...emptyDraft('Europe/Berlin'), name: ' Search ', amountUsd: '$1,500.50' }

test('amounts and percents are taken as people write them', () => {
  const made = CreateBudget.parse(toBudget({ ...draft, thresholds: '80%; 100 50' }))
  expect(made).toMatchObject({ name: 'Search', amountUsd: '1500.50', thresholds: [50, 80, 100] })
})

test('a budget comes out of the form as it went in', () => {
  const before = budget({
    scope: { feature: ['search', ''], 'tag:customer': ['acme'] },
    period: 'cycle',
    cycleDay: 15,
    silence: { from: '22:00', until: '07:00' },
    channelIds: ['3'],
    owner: 'Search team',
    url: 'https://wiki.example.com/runbook',
  })
  const { name, projectId, scope, amountUsd, period, cycleDay, silence, channelIds, owner, url } = before
  expect(toBudget(draftOf(before))).toEqual({
    ...{ name, projectId, scope, amountUsd, period, cycleDay, silence, channelIds, owner, url },
    groupBy: null,
    timeZone: 'UTC',
    thresholds: [50, 80, 100],
    forecastThreshold: 100,
  })
})

test('the day of a cycle counts for a cycle only, and a forecast not for groups', () => {
  expect(toBudget(draft)).toMatchObject({ cycleDay: null, forecastThreshold: 100 })
  expect(toBudget({ ...draft, groupBy: 'team' }).forecastThreshold).toBeNull()
  expect(toBudget({ ...draft, forecastThreshold: ' ' }).forecastThreshold).toBeNull()
})

test('what is no number is left to the server to refuse at its field', () => {
  const { error } = CreateBudget.safeParse(toBudget({ ...draft, thresholds: '50, half', amountUsd: 'much' }))
  expect(new Set(error?.issues.map(({ path }) => path[0]))).toEqual(new Set(['amountUsd', 'thresholds']))
})
