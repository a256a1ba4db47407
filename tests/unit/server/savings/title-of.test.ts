import { expect, test } from 'vitest'
import { titleOf } from '#server/savings/lifecycle/title-of.ts'
import { OPPORTUNITY_TYPES } from '#shared/api/opportunities.ts'

const from = { provider: 'openai', model: 'gpt-4o' }
const title = (more: object) =>
  titleOf({ type: 'model_downgrade', scope: { feature: 'faq' }, from, to: null, ...more })

test('a title tells what becomes of which traffic', () => {
  expect(title({ to: { provider: 'openai', model: 'gpt-4o-mini' } })).toBe('faq: gpt-4o to gpt-4o-mini')
  expect(title({ to: { provider: 'azure', model: 'gpt-4o' } })).toBe('faq: gpt-4o to gpt-4o at azure')
  expect(title({ type: 'prompt_caching', scope: { feature: 'faq', task: 'sort' } })).toBe(
    'faq / sort: cache the prompt',
  )
  expect(title({ type: 'batch_api', scope: { feature: '' } })).toBe('No feature: send it in batches')
})

test.each(OPPORTUNITY_TYPES)('%s has words without a model to go to', (type) => {
  expect(title({ type })).toMatch(/^faq: [a-z]/)
})
