import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatUsd } from '#shared/money.ts'
import { costOf } from '#shared/pricing/cost.ts'
import { matchModel } from '#shared/pricing/match-model.ts'
import { priceAt } from '#shared/pricing/price-at.ts'
import type { PriceSheet } from '#shared/pricing/price-sheet.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

interface SeedRow {
  key: string
  provider: string
  model: string
  input_usd_per_mtok: string
  output_usd_per_mtok: string
}

const catalogue = loadTestCatalogue()
const seed: { table: SeedRow[] } = JSON.parse(
  readFileSync(new URL('../../../fixtures/pricing/seed-prices.json', import.meta.url), 'utf8'),
)
const NOW = Date.parse('2026-10-01T12:00:00Z')

function sheetOf(provider: string, model: string, at = NOW): PriceSheet {
  const found = matchModel(catalogue, { provider, model })
  const sheet = found && priceAt(found, at)
  if (!sheet) throw new Error(`${provider}/${model} has no price`)
  return sheet
}

/** What a million tokens cost in a short call, in USD. */
function perMillion(provider: string, model: string, side: 'input' | 'output', at = NOW): number {
  const cost = costOf({ [side]: '1000' }, sheetOf(provider, model, at))
  if (cost.status !== 'priced') throw new Error(cost.status)
  return Number(formatUsd(cost.total)) * 1_000
}

const ratio = (a: [string, string], b: [string, string], side: 'input' | 'output') =>
  Math.round((perMillion(...a, side) / perMillion(...b, side)) * 100) / 100

const GPT_4O: [string, string] = ['openai', 'gpt-4o']
const GPT_4O_MINI: [string, string] = ['openai', 'gpt-4o-mini']

test('10,000 conversations of 400 and 200 tokens on GPT-4o-mini are $1.80 a day', () => {
  const cost = costOf({ input: '4000000', output: '2000000' }, sheetOf(...GPT_4O_MINI))
  expect(cost.status === 'priced' && formatUsd(cost.total)).toBe('1.8')
})

test.each(seed.table.filter(({ key }) => /^(gpt-4o|claude|gemini-2\.5)/.test(key)))(
  'the table is right about $key for short prompts',
  ({ provider, model, input_usd_per_mtok, output_usd_per_mtok }) => {
    expect(perMillion(provider, model, 'input')).toBeCloseTo(Number(input_usd_per_mtok), 9)
    expect(perMillion(provider, model, 'output')).toBeCloseTo(Number(output_usd_per_mtok), 9)
  },
)

test('the table is wrong about DeepSeek V3 by ten times: it took the cache price for the input price', () => {
  const january = Date.parse('2025-01-15T00:00:00Z')
  const row = seed.table.find(({ key }) => key === 'deepseek-v3')!
  expect(
    perMillion('deepseek', 'deepseek-chat', 'input', january) / Number(row.input_usd_per_mtok),
  ).toBeCloseTo(10, 9)
})

test('the table has a price of its own for a self-hosted model: nobody else can know it', () => {
  const row = seed.table.find(({ key }) => key === 'llama-3.1-70b')!
  expect(matchModel(catalogue, row)).toBeUndefined()
})

test('GPT-4o instead of GPT-4o-mini is 16.67 times as dear, not 30 times', () => {
  expect(ratio(GPT_4O, GPT_4O_MINI, 'input')).toBe(16.67)
  expect(ratio(GPT_4O, GPT_4O_MINI, 'output')).toBe(16.67)
})

test('125 times the price of the small embedding model is the input of GPT-4o, not GPT-4o-mini', () => {
  const embedding: [string, string] = ['openai', 'text-embedding-3-small']
  expect(ratio(GPT_4O, embedding, 'input')).toBe(125)
  expect(ratio(GPT_4O_MINI, embedding, 'input')).toBe(7.5)
})

test('o3 is not 10 to 50 times as dear as GPT-4o by the token: it is cheaper', () => {
  expect(ratio(['openai', 'o3'], GPT_4O, 'input')).toBe(0.8)
  expect(ratio(['openai', 'o1'], GPT_4O, 'input')).toBe(6)
})

test('the gap of flagship and small model is 5 times at Anthropic, not 10 to 30', () => {
  expect(ratio(['anthropic', 'claude-opus-4-7'], ['anthropic', 'claude-haiku-4-5'], 'input')).toBe(5)
})

test('Llama 3.1 70B at Groq is 4.24 times as cheap as GPT-4o, not 50 times', () => {
  expect(ratio(GPT_4O, ['groq', 'llama-3.1-70b-versatile'], 'input')).toBe(4.24)
})
