import { expect, test } from 'vitest'
import { programPaths } from '#server/paths.ts'
import { loadCatalogue } from '#server/prices/load-catalogue.ts'
import { priceEvent } from '#server/prices/price-event.ts'
import { EMPTY_PRICE_BOOK } from '#server/prices/rules-at.ts'
import { UsageEvent } from '#shared/api/usage-event.ts'
import { formatUsd } from '#shared/money.ts'

const catalogue = loadCatalogue(programPaths().catalogue)
const NOW = Date.parse('2026-11-22T12:00:00Z')

function price(event: Record<string, unknown>) {
  const usage = { prompt_tokens: 1_000_000, completion_tokens: 0, total_tokens: 1_000_000 }
  const parsed = UsageEvent.parse({ provider: 'openai', model: 'gpt-4o', usage, ...event })
  const { status, reason, amount } = priceEvent(catalogue, EMPTY_PRICE_BOOK, parsed, NOW)
  return [status, reason, amount === null ? null : formatUsd(amount)]
}

test('a known model is priced', () => {
  expect(price({})).toEqual(['priced', null, '2.5'])
})

test.each([
  [{ model: 'gpt-99' }, 'unpriced', 'unknown_model'],
  [{ usage: null }, 'unpriced', 'no_usage'],
  [{ usage: { words: 5 } }, 'invalid', 'unknown_usage_format'],
  [{ serviceTier: 'flex' }, 'unpriced', 'terms_without_price'],
  [{ usage: { input: 5 }, serviceTier: 'scale' }, 'unpriced', 'terms_without_price'],
  [{ provider: 'openai', model: 'dall-e-3', usage: { images: 1 } }, 'unpriced', 'terms_without_price'],
])('%j is %s: %s', (event, status, reason) => {
  expect(price(event)).toEqual([status, reason, null])
})

test('the tier that was served beats the one that was asked for', () => {
  const usage = { prompt_tokens: 1_000_000, completion_tokens: 0, service_tier: 'default' }
  expect(price({ usage, serviceTier: 'priority' })).toEqual(['priced', null, '2.5'])
})

test('a stream is charged by the tier that its last event says', () => {
  const events = [
    { type: 'response.created', response: { usage: null } },
    {
      type: 'response.completed',
      response: { usage: { input_tokens: 1_000_000, output_tokens: 0, service_tier: 'priority' } },
    },
  ]
  expect(price({ usage: { events } })).toEqual(['priced', null, '4.25'])
})

test.each<[string, Record<string, unknown>, string]>([
  ['a batch', { serviceTier: 'batch' }, '1.25'],
  ['the priority tier', { serviceTier: 'priority' }, '4.25'],
  ['a place', { model: 'gpt-5.4-mini', request: { baseUrl: 'https://eu.api.openai.com/v1' } }, '0.825'],
  ['a deployment', { provider: 'azure', model: 'prod', responseModel: 'gpt-4o-2024-11-20' }, '2.5'],
  [
    'a picture',
    { model: 'dall-e-3', usage: { images: 2 }, request: { size: '1792x1024', quality: 'hd' } },
    '0.24',
  ],
])('%s has its price', (_, event, usd) => {
  expect(price(event)).toEqual(['priced', null, usd])
})

test('what the provider says that it charged is taken over', () => {
  const usage = { prompt_tokens: 1, completion_tokens: 1, cost: 0.25 }
  expect(price({ provider: 'openrouter', model: 'openai/gpt-4o', usage, costUsd: 9 })).toEqual([
    'reported',
    null,
    '0.25',
  ])
})

test('a charge of the provider is reported also where it is what we compute', () => {
  const usage = { prompt_tokens: 1_000_000, completion_tokens: 0, cost: 2.5 }
  expect(price({ provider: 'openrouter', model: 'openai/gpt-4o', usage })).toEqual(['reported', null, '2.5'])
})

test('a reported cost stands in only where none can be computed', () => {
  expect(price({ costUsd: 9 })).toEqual(['priced', null, '2.5'])
  expect(price({ model: 'gpt-99', costUsd: '0.125' })).toEqual(['reported', 'unknown_model', '0.125'])
})
