import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf } from '#shared/pricing/cost.ts'
import { toPriceSheet } from '#shared/pricing/price-sheet.ts'
import { priceUnderTerms } from '#shared/pricing/price-under-terms.ts'
import { modelKey, resolveModel } from '#shared/pricing/resolve-model.ts'
import type { Terms } from '#shared/pricing/terms.ts'
import type { Usage } from '#shared/usage/classes.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

const catalogue = loadTestCatalogue()

function priceOf(name: string, terms: Terms, at = '2026-10-01T12:00:00Z') {
  const [provider = '', ...model] = name.split('/')
  const found = resolveModel(catalogue, { provider, model: model.join('/') })
  if (found?.kind !== 'catalogue') throw new Error(`${name} is unknown`)
  return priceUnderTerms(found.provider, found.model, terms, Date.parse(at))
}

function linesOf(name: string, terms: Terms, usage: Usage, at?: string) {
  const price = priceOf(name, terms, at)
  if (!price.ok) return price.reason
  return costOf(usage, price.sheet, price.factors).lines.map((line) =>
    [line.price, ...line.factors].join(' x '),
  )
}

const CALL: Usage = { input: '10', cacheRead: '10', output: '10' }

test.each<[string, string, Terms, Usage, string[] | string]>([
  ['TIER-01', 'openai/gpt-4o', { tier: 'priority' }, CALL, ['4.25', '2.125', '17']],
  ['TIER-03', 'openai/o3', { tier: 'flex' }, { reasoning: '1' }, ['4']],
  ['TIER-01', 'openai/gpt-5.2', { tier: 'priority' }, { input: '1' }, ['1.75 x 2']],
  ['BAT-02', 'openai/gpt-4o', { tier: 'batch' }, CALL, ['1.25', '0.625', '5']],
  ['BAT-01', 'openai/text-embedding-3-large', { tier: 'batch' }, { input: '1' }, ['0.065']],
  [
    'BAT-03',
    'openai/gpt-5.6-terra',
    { tier: 'batch' },
    { input: '300000', output: '1' },
    ['4 x 0.5', '18 x 0.5'],
  ],
  ['section 8', 'openai/gpt-5.6-sol', { tier: 'flex' }, CALL, ['2', '0.2', '10']],
  [
    'ANT-06',
    'anthropic/claude-opus-4-8',
    { tier: 'batch' },
    { input: '1', webSearches: '1' },
    ['5 x 0.5', '10'],
  ],
  ['ANT-07', 'anthropic/claude-opus-5', { speed: 'fast' }, { cacheWrite1h: '1' }, ['10 x 2']],
  [
    'REG-03',
    'anthropic/claude-haiku-4-5',
    { region: 'us' },
    { output: '1', webSearches: '1' },
    ['5 x 1.1', '10'],
  ],
  [
    'stacked',
    'anthropic/claude-opus-5',
    { tier: 'batch', speed: 'fast', region: 'us' },
    { input: '1' },
    ['5 x 0.5 x 2 x 1.1'],
  ],
  ['REG-01', 'openai/gpt-5.4', { tier: 'batch', region: 'eu' }, { input: '1' }, ['2.5 x 0.5 x 1.1']],
  ['REG-02', 'openai/gpt-4o', { region: 'eu' }, { input: '1' }, ['2.5']],
  ['REG-04', 'azure/gpt-4o-2024-08-06', { deployment: 'data-zone' }, CALL, ['2.75', '1.375', '11']],
  ['REG-04', 'azure/gpt-4.1', { deployment: 'data-zone' }, { input: '1' }, ['2 x 1.1']],
  ['BED-02', 'aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0', {}, { input: '1' }, ['3.3']],
  ['BED-03', 'aws/us.anthropic.claude-3-haiku-20240307-v1:0', {}, { input: '1' }, ['0.25']],
  ['Bedrock batch', 'aws/global.anthropic.claude-sonnet-4-6', { tier: 'batch' }, { input: '1' }, ['3 x 0.5']],
  ['Vertex region', 'google/claude-sonnet-4-6', { region: 'regional' }, { input: '1' }, ['3 x 1.1']],
  ['Gemini batch', 'google/gemini-2.5-pro', { tier: 'batch' }, { input: '250000' }, ['2.5 x 0.5']],
  [
    'Gemini priority',
    'google/gemini-3-pro-preview',
    { tier: 'priority' },
    { input: '1', output: '1' },
    ['3.6', '21.6'],
  ],
  ['GEM-08', 'google/gemini-2.5-flash', {}, { groundedPrompts: '1' }, ['35']],
  ['GEM-09', 'google/gemini-3-pro-preview', {}, { webSearches: '1' }, ['14']],
  ['REQ-01', 'perplexity/sonar', { searchContext: 'high' }, { input: '1' }, ['1', '12']],
  ['REQ-01', 'perplexity/sonar-pro', { searchContext: 'high' }, { input: '1' }, ['3', '14']],
  ['REQ-01', 'perplexity/sonar', {}, { input: '1' }, 'terms_without_price'],
  ['AUD-02', 'openai/tts-1-hd', {}, { characters: '1' }, ['30']],
  ['VID-01', 'openai/sora-2-pro', { size: '1792x1024' }, { videoSeconds: '1' }, ['0.5']],
  ['VID-01', 'openai/sora-2-pro', { size: '640x360' }, { videoSeconds: '1' }, 'terms_without_price'],
  ['IMG-01', 'openai/gpt-image-1.5', { size: '1024x1024', quality: 'hd' }, { imageOutput: '1' }, ['32']],
  ['TOOL-02, TOOL-03', 'openai/gpt-5', {}, { fileSearches: '1', codeSessions: '1' }, ['2.5', '0.03']],
  ['COH-02', 'cohere/rerank-v3.5', {}, { rerankUnits: '1' }, ['0.002']],
  ['no tier known', 'openai/gpt-5-nano', { tier: 'priority' }, { input: '1' }, 'terms_without_price'],
  [
    'committed capacity',
    'anthropic/claude-opus-5',
    { tier: 'priority' },
    { input: '1' },
    'terms_without_price',
  ],
  ['no longer fast', 'anthropic/claude-opus-4-6', { speed: 'fast' }, { input: '1' }, ['5']],
  ['never sold', 'anthropic/claude-haiku-4-5', { speed: 'fast' }, { input: '1' }, 'terms_without_price'],
  ['regional', 'azure/gpt-4o', { deployment: 'standard' }, { input: '1' }, 'terms_without_price'],
  // Azure borrows the standard prices of OpenAI, not its tiers.
  ['borrowed', 'azure/gpt-4o', { tier: 'priority' }, { input: '1' }, 'terms_without_price'],
])('%s: %s under %j', (_, name, terms, usage, expected) => {
  expect(linesOf(name, terms, usage)).toEqual(expected)
})

test('a tier has a history of its own', () => {
  const batch = (at: string) => linesOf('openai/gpt-5.6-sol', { tier: 'batch' }, { input: '1' }, at)
  expect(batch('2026-08-20T23:59:59Z')).toEqual(['5 x 0.5'])
  expect(batch('2026-08-21T00:00:00Z')).toEqual(['2'])
  expect(linesOf('anthropic/claude-3-5-haiku-20241022', {}, { input: '1' }, '2024-12-20T00:00:00Z')).toBe(
    'no_price_at_that_time',
  )
})

test('a promotion says when to look again', () => {
  const sol = catalogue.providers.get('openai')?.names.get('gpt-5.6-sol')
  expect(sol?.prices.map(({ reviewAfter }) => reviewAfter)).toContain('2026-11-21')
})

test('the minimum is billed for what was used, and nothing for nothing', () => {
  const price = priceOf('groq/whisper-large-v3', {})
  const quantities = (audioSeconds: string) =>
    price.ok && costOf({ audioSeconds }, price.sheet).lines.map(({ quantity }) => quantity)
  expect(['9.999', '10', '10.5'].map(quantities)).toEqual([[10], ['10'], ['10.5']])
  const counted = (audioSeconds: number) =>
    price.ok && costOf({ audioSeconds }, price.sheet).lines.map(({ quantity }) => quantity)
  expect([3, 10, 11].map(counted)).toEqual([[10], [10], [11]])
  expect(price.ok && costOf({}, price.sheet)).toEqual({ status: 'priced', total: 0n, lines: [] })
})

test('factors commute, and multiply exactly', () => {
  const price = priceOf('anthropic/claude-opus-5', { tier: 'batch', speed: 'fast', region: 'us' })
  if (!price.ok) throw new Error(price.reason)
  const total = (usage: Usage, factors: typeof price.factors) => {
    const cost = costOf(usage, price.sheet, factors)
    return cost.status === 'priced' && cost.total
  }
  fc.assert(
    fc.property(fc.nat(), fc.shuffledSubarray([...price.factors]), (tokens, factors) => {
      const usage = { cacheRead: String(tokens) }
      expect(total(usage, factors)).toBe(total(usage, [...factors].reverse()))
      if (factors.length === 3) expect(total(usage, factors)).toBe(BigInt(tokens) * 550_000n)
    }),
  )
})

test('the cost of two calls together is the sum of their costs', () => {
  const { sheet } = priceOf('anthropic/claude-opus-5', {}) as { sheet: ReturnType<typeof toPriceSheet> }
  const part = fc.record({ input: fc.nat(), cacheRead: fc.nat(), output: fc.nat() })
  const total = (usage: Record<string, number>) => {
    const cost = costOf(
      Object.fromEntries(Object.entries(usage).map(([name, count]) => [name, String(count)])),
      sheet,
    )
    return cost.status === 'priced' ? cost.total : -1n
  }
  fc.assert(
    fc.property(part, part, (a, b) => {
      const both = {
        input: a.input + b.input,
        cacheRead: a.cacheRead + b.cacheRead,
        output: a.output + b.output,
      }
      expect(total(both)).toBe(total(a) + total(b))
    }),
  )
})

const sheet = (input: string) => toPriceSheet({ rates: { input } })

test('the order of resolution: project, installation, alias, response, request', () => {
  const key = modelKey('Azure', ' Prod-Chat ')
  const project = sheet('1')
  const installation = sheet('2')
  const aliases = new Map([[key, { provider: 'openai', model: 'gpt-4o' }]])
  const names = { provider: 'azure-openai', model: 'prod-chat' }
  const resolve = (rules?: Parameters<typeof resolveModel>[2], responseModel?: string) => {
    const found = resolveModel(catalogue, { ...names, responseModel }, rules)
    return found?.kind === 'override' ? found.sheet : found?.model.id
  }
  expect(resolve()).toBeUndefined()
  expect(resolve({ overrides: [new Map([[key, project]]), new Map([[key, installation]])], aliases })).toBe(
    project,
  )
  expect(resolve({ overrides: [new Map(), new Map([[key, installation]])], aliases })).toBe(installation)
  expect(resolve({ overrides: [], aliases }, 'gpt-4.1')).toBe('gpt-4o')
  expect(resolve({ overrides: [], aliases: new Map() }, 'gpt-4.1')).toBe('gpt-4.1')
})

test('an application profile is opaque until somebody says what it is', () => {
  const model = 'arn:aws:bedrock:us-east-1:123:application-inference-profile/abc123'
  const names = { provider: 'aws', model }
  expect(resolveModel(catalogue, names)).toBeUndefined()
  const target = { provider: 'aws', model: 'global.anthropic.claude-sonnet-4-6' }
  const aliases = new Map([[modelKey('bedrock', model), target]])
  expect(resolveModel(catalogue, names, { overrides: [], aliases })).toMatchObject({ kind: 'catalogue' })
})
