import { expect, test } from 'vitest'
import { describeDetails } from '../../../web/src/features/audit/describe-details.ts'

test('a change shows what became of what, and leaves out what stayed', () => {
  const details = {
    email: 'ada@example.com',
    before: { role: 'viewer', projectIds: null, active: true },
    after: { role: 'editor', projectIds: ['1', '2'], active: true },
  }
  expect(describeDetails(details)).toEqual([
    { name: 'email', after: 'ada@example.com' },
    { name: 'role', before: 'viewer', after: 'editor' },
    { name: 'project ids', before: 'all', after: '1, 2' },
  ])
})

test('what was removed shows what it was, and a fact that is not there is left out', () => {
  expect(describeDetails({ before: { role: 'viewer' } })).toEqual([{ name: 'role', after: 'viewer' }])
  expect(describeDetails({ rate: null, scopes: [], scope: {}, name: 'CI' })).toEqual([
    { name: 'name', after: 'CI' },
  ])
})

test('money, names of fields and what lies in them read like words, without the bookkeeping', () => {
  const details = {
    id: 3,
    arming: 1,
    created_by: 'ada@example.com',
    amountPicoUsd: '1500000000000000',
    groupBy: 'team',
    target_model: 'gpt-4o-mini',
    prices: { rates: { input: '2.4', cacheRead: '0.24' } },
  }
  expect(describeDetails(details)).toEqual([
    { name: 'amount', after: '$1,500.00' },
    { name: 'group by', after: 'team' },
    { name: 'target model', after: 'gpt-4o-mini' },
    { name: 'prices', after: 'rates input 2.4, cache read 0.24' },
  ])
  expect(
    describeDetails({ before: { differencePicoUsd: 0 }, after: { differencePicoUsd: -20_000_000 } }),
  ).toEqual([{ name: 'difference', before: '$0', after: '−$0.00002' }])
})
