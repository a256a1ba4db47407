import { expect, test } from 'vitest'
import type { UsageDialect } from '#shared/usage/dialects.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { used } from './read-usage.ts'

const read = (raw: unknown, provider = 'openai', usageFormat?: UsageDialect) =>
  normaliseUsage(raw, { provider, usageFormat })

function usageOf(raw: unknown, provider = 'openai') {
  const result = read(raw, provider)
  if (!result.ok) throw new Error(JSON.stringify(result.reason))
  return used(result.usage)
}

function problemOf(raw: unknown, provider = 'openai', usageFormat?: UsageDialect) {
  const result = read(raw, provider, usageFormat)
  return result.ok ? null : [result.reason.code, result.reason.pointer]
}

test('cached input is not charged twice', () => {
  const raw = { prompt_tokens: 2006, completion_tokens: 300, prompt_tokens_details: { cached_tokens: 1920 } }
  expect(usageOf(raw)).toEqual({ input: '86', cacheRead: '1920', output: '300' })
})

test('cache reads and writes are disjoint parts of the input of a response', () => {
  const raw = {
    input_tokens: 2600,
    input_tokens_details: { cached_tokens: 2000, cache_write_tokens: 400 },
    output_tokens: 100,
    output_tokens_details: { reasoning_tokens: 40 },
    total_tokens: 2700,
  }
  expect(usageOf(raw)).toEqual({
    input: '200',
    cacheRead: '2000',
    cacheWrite: '400',
    output: '60',
    reasoning: '40',
  })
})

test('reasoning is inside the output unless the total says that it comes on top', () => {
  const raw = {
    prompt_tokens: 10,
    completion_tokens: 20,
    completion_tokens_details: { reasoning_tokens: 15 },
  }
  expect(usageOf({ ...raw, total_tokens: 30 })).toEqual({ input: '10', output: '5', reasoning: '15' })
  expect(usageOf({ ...raw, total_tokens: 45 })).toEqual({ input: '10', output: '20', reasoning: '15' })
})

test('thinking hidden by the compatible endpoint of Gemini is billed', () => {
  const raw = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 100 }
  expect(usageOf(raw, 'google')).toEqual({ input: '10', output: '20', reasoning: '70' })
  expect(problemOf(raw, 'openai')).toEqual(['total_mismatch', '/total_tokens'])
})

test('audio is split from text, and cached audio from audio', () => {
  const raw = {
    prompt_tokens: 1500,
    completion_tokens: 500,
    prompt_tokens_details: {
      audio_tokens: 1200,
      cached_tokens: 1024,
      cached_tokens_details: { audio_tokens: 800 },
    },
    completion_tokens_details: { audio_tokens: 380 },
  }
  expect(usageOf(raw)).toEqual({
    input: '76',
    audioInput: '400',
    cacheRead: '224',
    audioCacheRead: '800',
    output: '120',
    audioOutput: '380',
  })
})

test('the cache hits that DeepSeek and Mistral report under their own names count once', () => {
  const base = { prompt_tokens: 1000, completion_tokens: 1 }
  const expected = { input: '200', cacheRead: '800', output: '1' }
  expect(usageOf({ ...base, prompt_cache_hit_tokens: 800, prompt_cache_miss_tokens: 200 })).toEqual(expected)
  expect(usageOf({ ...base, num_cached_tokens: 800 })).toEqual(expected)
  expect(
    usageOf({ ...base, prompt_cache_hit_tokens: 800, prompt_tokens_details: { cached_tokens: 800 } }),
  ).toEqual(expected)
})

test('embeddings have an input only', () => {
  expect(read({ prompt_tokens: 8, total_tokens: 8 })).toMatchObject({
    dialect: 'openai-embeddings',
    usage: { input: 8 },
  })
  expect(problemOf({ prompt_tokens: 8 })).toEqual(['missing_count', '/completion_tokens'])
})

test('Anthropic input counts are additive and the rest of the cache writes lives five minutes', () => {
  const raw = {
    input_tokens: 3,
    cache_creation_input_tokens: 1700,
    cache_read_input_tokens: 8000,
    cache_creation: { ephemeral_5m_input_tokens: 500, ephemeral_1h_input_tokens: 1000 },
    output_tokens: 550,
    output_tokens_details: { thinking_tokens: 120 },
    server_tool_use: { web_search_requests: 2 },
  }
  expect(usageOf(raw, 'aws-bedrock')).toEqual({
    input: '3',
    cacheRead: '8000',
    cacheWrite5m: '700',
    cacheWrite1h: '1000',
    output: '430',
    reasoning: '120',
    webSearches: '2',
  })
})

test('Gemini thoughts and tool prompts stand beside the candidates, which may be missing', () => {
  const raw = {
    promptTokenCount: 100,
    toolUsePromptTokenCount: 20,
    thoughtsTokenCount: 5,
    totalTokenCount: 125,
  }
  expect(usageOf(raw, 'google')).toEqual({ input: '100', toolInput: '20', reasoning: '5' })
})

test('Gemini details split prompt, cache and candidates by modality', () => {
  const raw = {
    promptTokenCount: 1000,
    cachedContentTokenCount: 300,
    candidatesTokenCount: 1300,
    totalTokenCount: 2300,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: 200 },
      { modality: 'AUDIO', tokenCount: 500 },
      { modality: 'IMAGE', tokenCount: 300 },
    ],
    cacheTokensDetails: [{ modality: 'AUDIO', tokenCount: 250 }],
    candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1290 }],
  }
  expect(usageOf(raw, 'google')).toEqual({
    input: '150',
    audioInput: '250',
    imageInput: '300',
    cacheRead: '50',
    audioCacheRead: '250',
    output: '10',
    imageOutput: '1290',
  })
})

test('own classes are taken as they are, durations as decimals', () => {
  expect(usageOf({ input: 100, cacheRead: '20', output: 0, audioSeconds: '27.50' }, 'custom')).toEqual({
    input: '100',
    cacheRead: '20',
    audioSeconds: '27.50',
  })
})

test('counts above 2^53 are exact as strings and refused as numbers', () => {
  expect(usageOf({ input: '9007199254740993' })).toEqual({ input: '9007199254740993' })
  expect(problemOf({ input: 2 ** 53 })).toEqual(['imprecise_count', '/input'])
})

test.each([
  [
    { prompt_tokens: 100, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 150 } },
    'cached_exceeds_input',
    '/prompt_tokens_details/cached_tokens',
  ],
  [
    { prompt_tokens: 1, completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 6 } },
    'reasoning_exceeds_output',
    '/completion_tokens_details/reasoning_tokens',
  ],
  [
    { prompt_tokens: 5, completion_tokens: 5, prompt_tokens_details: { audio_tokens: 6 } },
    'details_exceed_total',
    '/prompt_tokens_details/audio_tokens',
  ],
  [{ prompt_tokens: -1, completion_tokens: 5 }, 'negative_count', '/prompt_tokens'],
  [{ prompt_tokens: 1.5, completion_tokens: 5 }, 'fractional_count', '/prompt_tokens'],
  [{ prompt_tokens: '1e3', completion_tokens: 5 }, 'not_a_count', '/prompt_tokens'],
  [{ prompt_tokens: null, completion_tokens: 5 }, 'missing_count', '/prompt_tokens'],
  [{ input_tokens: 5, cache_read_input_tokens: 1 }, 'missing_count', '/output_tokens'],
  [
    {
      input_tokens: 5,
      output_tokens: 1,
      cache_creation_input_tokens: 5,
      cache_creation: { ephemeral_1h_input_tokens: 6 },
    },
    'details_exceed_total',
    '/cache_creation_input_tokens',
  ],
  [
    { promptTokenCount: 10, candidatesTokenCount: 1, totalTokenCount: 10 },
    'total_mismatch',
    '/totalTokenCount',
  ],
  [
    { promptTokenCount: 1, promptTokensDetails: [{ modality: 'AUDIO', tokenCount: -1 }] },
    'negative_count',
    '/promptTokensDetails/0/tokenCount',
  ],
  [{ input: 5, cachedRead: 3 }, 'unknown_usage_class', '/cachedRead'],
  [{ audioSeconds: '-3' }, 'negative_count', '/audioSeconds'],
  [{ inputTokens: 5 }, 'unknown_usage_format', ''],
  [{}, 'unknown_usage_format', ''],
  [null, 'unknown_usage_format', ''],
  [[1], 'unknown_usage_format', ''],
])('%j is refused with a reason', (raw, code, pointer) => {
  expect(problemOf(raw)).toEqual([code, pointer])
})

test('a hint beats recognition', () => {
  expect(problemOf({ input: 5 }, 'openai', 'openai-chat')).toEqual(['missing_count', '/prompt_tokens'])
})

test('a name from the prototype is no usage class', () => {
  expect(problemOf(JSON.parse('{"input":1,"__proto__":2}'))).toEqual(['unknown_usage_class', '/__proto__'])
})
