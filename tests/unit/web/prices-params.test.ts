import { expect, test } from 'vitest'
import { readPricesView, splitModelName, writePricesView } from '#web/src/lib/prices-params.ts'
import type { FlatSearch } from '#web/src/lib/search-params.ts'

const ADDRESSES: FlatSearch[] = [
  { search: 'gpt 4o', provider: 'openai', type: 'vision' },
  { model: 'openrouter/meta-llama/llama-4' },
  { tab: 're-price', run: '12' },
  { tab: 'update' },
]
const DEFAULTS: FlatSearch[] = [
  { tab: 'models' },
  { tab: 'bogus', run: '7', type: 'poem', model: 'no-provider' },
  { search: '' },
]

test('what an address of the price book says is read and written back', () => {
  for (const search of ADDRESSES) expect(writePricesView(readPricesView(search))).toEqual(search)
})

test('defaults, unknown values and what belongs to another tab are left out', () => {
  for (const search of DEFAULTS) expect(writePricesView(readPricesView(search))).toEqual({})
  expect(writePricesView(readPricesView({ tab: 'aliases', search: 'x', run: '1' }))).toEqual({
    tab: 'aliases',
  })
  expect(writePricesView(readPricesView({ tab: 're-price', run: '1e5' }))).toEqual({ tab: 're-price' })
})

test('a model keeps the slashes of its own name', () => {
  expect(splitModelName('openrouter/meta-llama/llama-4')).toEqual({
    provider: 'openrouter',
    model: 'meta-llama/llama-4',
  })
})
