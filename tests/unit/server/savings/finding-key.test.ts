import { expect, test } from 'vitest'
import { findingKey } from '#server/savings/finding-key.ts'
import { OPPORTUNITY_TYPES } from '#shared/api/opportunities.ts'

const FINDING = {
  type: 'model_downgrade',
  scope: { feature: 'triage', task: 'classification', environment: 'production' },
  from: { provider: 'openai', model: 'gpt-4o' },
  to: { provider: 'openai', model: 'gpt-4o-mini' },
} as const

test('the key of a finding does not change from one search to the next', () => {
  expect(findingKey(FINDING)).toBe(findingKey({ ...FINDING, scope: { ...FINDING.scope } }))
  expect(findingKey(FINDING)).toMatch(/^[0-9a-f]{16}$/)
})

test('another type, scope or target is another finding', () => {
  const others = [
    { ...FINDING, type: 'legacy_model' as const },
    { ...FINDING, to: null },
    { ...FINDING, to: { provider: 'azure', model: 'gpt-4o-mini' } },
    { ...FINDING, scope: { feature: 'triage' } },
    { ...FINDING, scope: { feature: 'triage', task: '' } },
    { ...FINDING, scope: { feature: 'triage', environment: 'classification' } },
  ]
  expect(new Set([FINDING, ...others].map(findingKey)).size).toBe(others.length + 1)
})

test('every type belongs to one family', () => {
  expect(new Set(OPPORTUNITY_TYPES).size).toBe(OPPORTUNITY_TYPES.length)
})
