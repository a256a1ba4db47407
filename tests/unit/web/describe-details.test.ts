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
    { name: 'projectIds', before: 'all', after: '1, 2' },
  ])
})

test('what was removed shows what it was, and a fact that is not there is none', () => {
  expect(describeDetails({ before: { role: 'viewer' } })).toEqual([{ name: 'role', after: 'viewer' }])
  expect(describeDetails({ rate: null, scopes: [] })).toEqual([
    { name: 'rate', after: 'none' },
    { name: 'scopes', after: 'none' },
  ])
})
