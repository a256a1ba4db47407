import { expect, test } from 'vitest'
import { buildCatalogue } from '#shared/pricing/catalogue.ts'
import type { ProviderFile } from '#shared/pricing/provider-file.ts'
import { buildFiles } from '../../../../scripts/prices/build-files.ts'
import { readPatches } from '../../../../scripts/prices/patches.ts'
import { loadTestCatalogue, readCommittedFiles } from './load-test-catalogue.ts'

const FILE: ProviderFile = {
  provider: 'acme',
  version: 'v1',
  source: 'a test',
  checkedOn: '2026-11-22',
  licence: 'none',
  models: [{ id: 'One', names: ['uno'], prices: [{ rates: { input: '1' } }] }],
}

test('the committed catalogue is what the generator writes', async () => {
  const { files } = await buildFiles()
  expect(readCommittedFiles()).toEqual(files)
})

test('a provider that only a patch knows gets a file of its own', async () => {
  const { files } = await buildFiles([
    ...readPatches(),
    {
      provider: 'acme',
      checkedOn: '2026-11-22',
      models: [
        { id: 'one', reason: 'a test', source: 'its price list', prices: [{ rates: { input: '1' } }] },
      ],
    },
  ])
  expect(JSON.parse(files.get('acme.json') ?? '')).toMatchObject({
    provider: 'acme',
    licence: 'Apache-2.0',
    models: [{ id: 'one', source: 'its price list (checked 2026-11-22)' }],
  })
})

test('the committed catalogue has all providers, one version, and a price in every row', () => {
  const catalogue = loadTestCatalogue()
  const models = [...catalogue.providers.values()].flatMap((provider) => provider.models)
  expect(catalogue.version).toMatch(/^0\.1\.8-[0-9a-f]{12}$/)
  expect(catalogue.providers.size).toBeGreaterThanOrEqual(43)
  expect(models.length).toBeGreaterThanOrEqual(1685)
  expect(models.flatMap(({ prices }) => prices).filter(({ sheet }) => sheet.rates.size === 0)).toEqual([])
})

test('a malformed file is refused with the place of the fault', () => {
  const broken = { ...FILE, models: [{ id: 'One', prices: [{ rates: { input: '1e-6' } }] }] }
  expect(() => buildCatalogue([broken])).toThrow('acme: /models/0/prices/0/rates/input')
  const unknown = { ...FILE, models: [{ id: 'One', prices: [{ rates: { inputs: '1' } }] }] }
  expect(() => buildCatalogue([unknown as ProviderFile])).toThrow('acme: /models/0/prices/0/rates')
})

test('a provider or a name that comes twice is refused', () => {
  expect(() => buildCatalogue([FILE, FILE])).toThrow('provider acme comes twice')
  const twice = { ...FILE, models: [...FILE.models, { id: 'uno', prices: [{ rates: {} }] }] }
  expect(() => buildCatalogue([twice])).toThrow('uno stands for two models')
})

test('files of two snapshots show both versions', () => {
  expect(buildCatalogue([FILE, { ...FILE, provider: 'other', version: 'v0' }]).version).toBe('v0 v1')
})

test('models say what they can do, as far as a source does', () => {
  const { providers } = loadTestCatalogue()
  const of = (provider: string, name: string) => providers.get(provider)?.names.get(name)?.capabilities
  expect(of('openai', 'gpt-4o-mini')).toEqual({
    contextWindow: 128000,
    type: 'small',
    input: ['text', 'image', 'file'],
    output: ['text'],
    tools: true,
    openWeights: false,
    maxOutput: 16384,
    released: '2024-07-18',
    deprecated: true,
    shutdown: '2027-01-14',
    cacheMinimum: 1024,
    reasons: false,
    imageTokens: { base: 2833, tile: 5667 },
    successor: 'gpt-6-luna',
  })
  expect(of('cohere', 'rerank-v3.5')).toEqual({ type: 'rerank' })
  expect(of('groq', 'whisper-large-v3')).toMatchObject({ type: 'speech-to-text' })
  expect(of('openai', 'gpt-oss-120b')).toMatchObject({ openWeights: true })
  expect(of('anthropic', 'claude-v1')?.released).toBeUndefined()
  // The sources differ by six weeks, so the day stays unknown.
  expect(of('openai', 'o3-mini')?.released).toBeUndefined()
})

test('the models that most calls go to say all that there is to know of them', () => {
  const { providers } = loadTestCatalogue()
  const facts = ['contextWindow', 'maxOutput', 'input', 'output', 'tools', 'openWeights', 'type', 'released']
  const missing = [
    'openai/gpt-5.1',
    'openai/gpt-5.6-sol',
    'openai/gpt-6-luna',
    'anthropic/claude-opus-5',
    'anthropic/claude-sonnet-5',
    'google/gemini-3.1-pro-preview',
    'deepseek/deepseek-v4-pro',
    'mistral/mistral-large-2512',
    'x-ai/grok-4.6',
  ].flatMap((name) => {
    const [provider = '', id = ''] = name.split('/')
    const known = providers.get(provider)?.names.get(id)?.capabilities ?? {}
    return facts.filter((fact) => !(fact in known)).map((fact) => `${name} ${fact}`)
  })
  expect(missing).toEqual([])
})

test('a model with prices of its own is not a name of another', () => {
  const { providers } = loadTestCatalogue()
  const idOf = (name: string) => providers.get('openai')?.names.get(name)?.id
  expect(idOf('gpt-realtime-2.1-mini')).toBe('gpt-realtime-2.1-mini')
  expect(idOf('gpt-realtime-mini-2025-12-15')).toBe('gpt-realtime-mini')
})
