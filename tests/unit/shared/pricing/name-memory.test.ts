import { expect, test } from 'vitest'
import { NameMemory } from '#shared/pricing/name-memory.ts'
import { resolveModel } from '#shared/pricing/resolve-model.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

test('a name that stands for nothing is remembered apart from one that was never asked', () => {
  const memory = new NameMemory<string | null>()
  memory.set('openai', 'gpt-99', null)
  expect(memory.get('openai', 'gpt-99')).toBeNull()
  expect(memory.get('openai', 'gpt-4o')).toBeUndefined()
  expect(memory.get('azure', 'gpt-99')).toBeUndefined()
})

test('names that somebody makes up do not fill the memory without end', () => {
  const memory = new NameMemory<number>()
  const names = Array.from({ length: 25_000 }, (_, i) => `made-up-${i}`)
  for (const [i, name] of names.entries()) memory.set(`provider-${i % 100}`, name, i)
  const kept = names.filter((name, i) => memory.get(`provider-${i % 100}`, name) !== undefined)
  expect(kept.length).toBeLessThanOrEqual(10_000)
  expect(memory.get('provider-99', 'made-up-24999')).toBe(24_999)
})

test('the second look-up of a name finds what the first one found', () => {
  const catalogue = loadTestCatalogue()
  for (const model of ['gpt-4o', ' GPT-4o-2024-08-06', 'gpt-99', 'ft:gpt-4o:acme::1']) {
    const first = resolveModel(catalogue, { provider: 'openai', model })
    expect(resolveModel(catalogue, { provider: 'openai', model })).toBe(first)
  }
})
