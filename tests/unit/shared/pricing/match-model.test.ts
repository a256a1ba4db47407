import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchModel } from '#shared/pricing/match-model.ts'
import { loadTestCatalogue } from './load-test-catalogue.ts'

const catalogue = loadTestCatalogue()

function find(provider: string, model: string): string | undefined {
  const found = matchModel(catalogue, { provider, model })
  return found && `${found.provider}/${found.id}`
}

describe('a look-alike is not a match', () => {
  test.each([
    ['openai', 'gpt-4.2'],
    ['openai', 'gpt-4o-ultra-2031'],
    ['openai', 'my-gpt-4o'],
    ['openai', 'gpt-4o-mini-turbo'],
    ['openai', 'gpt'],
    ['anthropic', 'claude-opus-5-9'],
    ['anthropic', 'claude-opus-45'],
    ['anthropic', 'claude-sonnet-4-5-mega'],
    ['google', 'gemini-1.5-flash-8b'],
    ['google', 'gemini-2.5-pro-ultra'],
    ['aws', 'application-inference-profile/abc123'],
    ['openrouter', 'openai/gpt-4o:nitro'],
    ['openai', 'openai/gpt-99:free'],
    ['openai', ''],
    ['openai', '__proto__'],
    ['openai', 'constructor'],
    ['__proto__', 'gpt-4o'],
    ['custom', 'gpt-4o'],
    ['openai', `gpt-4o-${'-'.repeat(100_000)}`],
  ])('%s %s', (provider, model) => expect(find(provider, model)).toBeUndefined())
})

describe('a known name is found under all its spellings', () => {
  test.each([
    ['openai', 'gpt-4.1', 'openai/gpt-4.1'],
    ['openai', 'gpt-4', 'openai/gpt-4'],
    ['openai', '  GPT-4o ', 'openai/gpt-4o'],
    ['openai', 'openai/gpt-4o', 'openai/gpt-4o'],
    ['openai', 'gpt-4o-2024-11-20', 'openai/gpt-4o'],
    ['openai', 'gpt-4o-2024-05-13', 'openai/gpt-4o-2024-05-13'],
    ['openai', 'gpt-4o-mini-2024-07-18', 'openai/gpt-4o-mini'],
    ['openai', 'gpt-5-nano-2025-08-07', 'openai/gpt-5-nano'],
    ['openai', 'gpt-5.6', 'openai/gpt-5.6-sol'],
    ['openai', 'ft:gpt-4o-mini-2024-07-18:acme::x1', 'openai/ft:gpt-4o-mini'],
    ['anthropic', 'claude-opus-5-5', 'anthropic/claude-opus-5-5'],
    ['anthropic', 'claude-opus-5-20260701', 'anthropic/claude-opus-5'],
    ['anthropic', 'claude-opus-4.5', 'anthropic/claude-opus-4-5'],
    ['anthropic', 'claude-sonnet-4-20250514', 'anthropic/claude-sonnet-4-0'],
    ['gemini', 'models/gemini-2.5-flash', 'google/gemini-2.5-flash'],
    ['google', 'gemini-2.5-pro-preview-05-06', 'google/gemini-2.5-pro'],
    ['google', 'gemini-2.5-pro-preview-tts', 'google/gemini-2.5-pro-tts'],
    ['google-vertex', 'publishers/anthropic/models/claude-sonnet-4-5@20250929', 'google/claude-sonnet-4-5'],
    ['vertex', 'claude-3-5-sonnet-v2@20241022', 'google/claude-3-5-sonnet'],
    ['openrouter', 'acme/brand-new:free', 'openrouter/*:free'],
    ['vertex', 'claude-haiku-4-5@20251001', 'anthropic/claude-haiku-4-5'],
    ['azure-openai', 'gpt-35-turbo', 'openai/gpt-3.5-turbo'],
    ['xai', 'grok-4', 'x-ai/grok-4-0709'],
    ['groq', 'openai/gpt-oss-120b', 'groq/openai/gpt-oss-120b'],
    ['openrouter', 'anthropic/claude-sonnet-4.5', 'openrouter/anthropic/claude-sonnet-4.5'],
    [
      'bedrock',
      'us.anthropic.claude-3-haiku-20240307-v1:0',
      'aws/regional.anthropic.claude-3-haiku-20240307-v1:0',
    ],
    [
      'bedrock',
      'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'aws/global.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
    [
      'aws',
      'arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
  ])('%s %s', (provider, model, expected) => expect(find(provider, model)).toBe(expected))
})

test('every id of the catalogue finds itself', () => {
  for (const provider of catalogue.providers.values()) {
    for (const model of provider.models) {
      expect(matchModel(catalogue, { provider: provider.id, model: model.id })).toBe(model)
    }
  }
})

test('a known name with letters before or behind it is another model', () => {
  const letters = fc.stringMatching(/^[a-z]{1,8}$/)
  const known = fc.constantFrom('gpt-4o', 'gpt-4.1', 'claude-opus-5', 'gemini-2.5-pro', 'o3')
  fc.assert(
    fc.property(known, letters, (name, extra) => {
      for (const provider of ['openai', 'anthropic', 'google']) {
        expect(find(provider, `${extra}-${name}`)).toBeUndefined()
        expect(find(provider, `${name}${extra}`)).toBeUndefined()
        expect(find(provider, `${name}-z${extra}`)).toBeUndefined()
      }
    }),
  )
})

test('a bare number behind a name is the next model, not a version of this one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 99 }), (number) => {
      expect(find('anthropic', `claude-opus-5-${number}`)).toBeUndefined()
      expect(find('openai', `gpt-4.${number}`)).toBeUndefined()
    }),
  )
})
