import { expect, test } from 'vitest'
import { formatUsd } from '#shared/money.ts'
import { normaliseUsage, type UsageHint } from '#shared/usage/normalise.ts'
import { readUsage } from './read-usage.ts'

const hint = (provider: string, model = '', operation?: string): UsageHint => ({ provider, model, operation })

const OPENAI = hint('openai')

const REALTIME = {
  input_tokens: 1500,
  output_tokens: 500,
  total_tokens: 2000,
  input_token_details: {
    text_tokens: 300,
    audio_tokens: 1200,
    cached_tokens: 1024,
    cached_tokens_details: { text_tokens: 224, audio_tokens: 800, image_tokens: 0 },
  },
  output_token_details: { text_tokens: 120, audio_tokens: 380 },
}

const IMAGE_EDIT = {
  input_tokens: 357,
  input_tokens_details: { text_tokens: 34, image_tokens: 323 },
  output_tokens: 6543,
  total_tokens: 6900,
}

test.each<[string, Record<string, unknown>, UsageHint, Record<string, string>]>([
  ['openai-transcription', { type: 'duration', seconds: 27.5 }, OPENAI, { audioSeconds: '27.5' }],
  ['openai-transcription', { seconds: 3 }, hint('groq'), { audioSeconds: '3' }],
  ['openai-transcription', { seconds: null }, hint('groq'), {}],
  [
    'openai-transcription',
    {
      type: 'tokens',
      input_tokens: 14,
      input_token_details: { text_tokens: 4, audio_tokens: 10 },
      output_tokens: 45,
      total_tokens: 59,
    },
    OPENAI,
    { input: '4', audioInput: '10', output: '45' },
  ],
  ['openai-speech', { input_characters: 1200 }, OPENAI, { characters: '1200' }],
  ['spendscope', { characters: 1200 }, OPENAI, { characters: '1200' }],
  [
    'openai-speech',
    { input_tokens: 20, output_tokens: 300, total_tokens: 320 },
    hint('openai', 'gpt-4o-mini-tts'),
    { input: '20', audioOutput: '300' },
  ],
  [
    'openai-realtime',
    REALTIME,
    OPENAI,
    {
      input: '76',
      audioInput: '400',
      cacheRead: '224',
      audioCacheRead: '800',
      output: '120',
      audioOutput: '380',
    },
  ],
  ['openai-images', IMAGE_EDIT, OPENAI, { input: '34', imageInput: '323', imageOutput: '6543' }],
  [
    'openai-images',
    { ...IMAGE_EDIT, output_tokens_details: { text_tokens: 335, image_tokens: 6208 } },
    OPENAI,
    { input: '34', imageInput: '323', output: '335', imageOutput: '6208' },
  ],
  [
    'openai-images',
    { input_tokens: 50, output_tokens: 4160, total_tokens: 4210 },
    hint('openai', 'gpt-image-1'),
    { input: '50', imageOutput: '4160' },
  ],
  ['spendscope', { images: 2 }, OPENAI, { images: '2' }],
  ['openai-video', { video_seconds: 12 }, OPENAI, { videoSeconds: '12' }],
  ['openai-video', { seconds: '8' }, hint('openai', 'sora-2'), { videoSeconds: '8' }],
  [
    'bedrock-converse',
    {
      inputTokens: 100,
      outputTokens: 50,
      cacheReadInputTokens: 4000,
      cacheWriteInputTokens: 1000,
      totalTokens: 5150,
    },
    hint('aws-bedrock'),
    { input: '100', cacheRead: '4000', cacheWrite5m: '1000', output: '50' },
  ],
  [
    'bedrock-converse',
    { inputTokens: 5000, outputTokens: 50, cacheReadInputTokens: 4000, totalTokens: 5050 },
    hint('aws'),
    { input: '1000', cacheRead: '4000', output: '50' },
  ],
  [
    'bedrock-converse',
    {
      inputTokens: 1,
      outputTokens: 2,
      cacheWriteInputTokens: 30,
      cacheDetails: [{ ttl: '1h', inputTokens: 20 }],
    },
    hint('aws'),
    { input: '1', cacheWrite5m: '10', cacheWrite1h: '20', output: '2' },
  ],
  [
    'anthropic-messages',
    { input_tokens: 10, output_tokens: 30, output_tokens_details: { thinking_tokens: 20 } },
    hint('google-vertex', 'claude-sonnet-4-5@20250929'),
    { input: '10', output: '10', reasoning: '20' },
  ],
  ['mistral-ocr', { pages_processed: 137 }, hint('mistral'), { documentPages: '137' }],
  [
    'cohere',
    { billed_units: { input_tokens: 5, output_tokens: 418 }, tokens: { input_tokens: 71 } },
    hint('cohere'),
    { input: '5', output: '418' },
  ],
  ['cohere', { meta: { billed_units: { search_units: 1 } } }, hint('cohere'), { rerankUnits: '1' }],
  [
    'perplexity-chat',
    {
      prompt_tokens: 33,
      completion_tokens: 7163,
      total_tokens: 7196,
      citation_tokens: 20016,
      reasoning_tokens: 94561,
      num_search_queries: 18,
    },
    hint('perplexity'),
    { input: '33', output: '7163', citation: '20016', reasoning: '94561', webSearches: '18' },
  ],
  ['openai-embeddings', { total_tokens: 10 }, hint('voyage'), { input: '10' }],
  [
    'openai-chat',
    { prompt_tokens: 10, completion_tokens: 20, completion_tokens_details: { reasoning_tokens: 30 } },
    hint('xai'),
    { input: '10', output: '20', reasoning: '30' },
  ],
  [
    'openai-chat',
    { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 },
    hint('vllm'),
    { input: '10', output: '20' },
  ],
  [
    'openai-responses',
    {
      input_tokens: 10,
      output_tokens: 20,
      tool_calls: { web_search_call: 2, file_search_call: 1, code_interpreter_call: 5 },
    },
    OPENAI,
    { input: '10', output: '20', webSearches: '2', fileSearches: '1', codeSessions: '1' },
  ],
  [
    'gemini',
    { promptTokenCount: 10, responseTokenCount: 5, totalTokenCount: 15 },
    hint('google'),
    { input: '10', output: '5' },
  ],
])('%s reads %j', (dialect, raw, asker, usage) => {
  expect(readUsage(raw, asker)).toEqual({ ok: true, dialect, usage })
})

test.each<[Record<string, unknown>, UsageHint, string, string]>([
  [{ inputTokens: 5, outputTokens: 1, totalTokens: 9 }, hint('aws'), 'total_mismatch', '/totalTokens'],
  [{ billed_units: {} }, hint('cohere'), 'missing_count', '/billed_units'],
  [{ pages_processed: 1.5 }, hint('mistral'), 'fractional_count', '/pages_processed'],
  [{ type: 'duration', seconds: null }, OPENAI, 'missing_count', '/seconds'],
  [{ seconds: -3 }, OPENAI, 'negative_count', '/seconds'],
  [
    { prompt_tokens: 9, completion_tokens: 1, prompt_cache_hit_tokens: 5, prompt_cache_miss_tokens: 5 },
    hint('deepseek'),
    'total_mismatch',
    '/prompt_cache_miss_tokens',
  ],
])('%j contradicts itself', (raw, asker, code, pointer) => {
  expect(readUsage(raw, asker)).toMatchObject({ ok: false, reason: { code, pointer } })
})

test('unsplit cached tokens are text as far as there is text', () => {
  const raw = {
    ...REALTIME,
    input_token_details: { text_tokens: 300, audio_tokens: 1200, cached_tokens: 1024 },
  }
  expect(readUsage(raw, OPENAI)).toMatchObject({
    usage: { audioInput: '476', cacheRead: '300', audioCacheRead: '724' },
  })
})

test('cached tokens that Gemini did not split are text as far as there is text', () => {
  const raw = (...others: string[]) => ({
    promptTokenCount: 1000,
    cachedContentTokenCount: 600,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: 200 },
      ...others.map((modality) => ({ modality, tokenCount: 800 / others.length })),
    ],
  })
  expect(readUsage(raw('VIDEO'), hint('google'))).toMatchObject({
    usage: { videoInput: '400', cacheRead: '200', videoCacheRead: '400' },
  })
  expect(readUsage(raw('VIDEO', 'AUDIO'), hint('google'))).toMatchObject({ ok: false })
})

test('the sources of a live search at xAI are counted', () => {
  const raw = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 }
  const sources = (num_sources_used: number) => readUsage({ ...raw, num_sources_used }, hint('xai'))
  expect(sources(3)).toMatchObject({ usage: { webSearches: '3' } })
  expect(sources(0)).toMatchObject({ usage: { input: '10', output: '5' } })
})

test('Gemini 2 bills a grounded prompt, Gemini 3 its unique queries', () => {
  const raw = {
    promptTokenCount: 10,
    candidatesTokenCount: 5,
    groundingMetadata: { webSearchQueries: ['a', 'b', ' a', ''] },
  }
  const usageOf = (model: string) => readUsage(raw, hint('google', model))
  expect(usageOf('gemini-2.5-flash')).toMatchObject({ usage: { groundedPrompts: '1' } })
  expect(usageOf('gemini-3-pro-preview')).toMatchObject({ usage: { webSearches: '2' } })
  const idle = { ...raw, groundingMetadata: { webSearchQueries: [] } }
  expect(readUsage(idle, hint('google', 'gemini-2.5-flash'))).toMatchObject({
    usage: { input: '10', output: '5' },
  })
})

test('of a stream the last value of each field counts, never the sum', () => {
  const events = [
    {
      type: 'message_start',
      message: {
        usage: { input_tokens: 25, output_tokens: 1, cache_creation: { ephemeral_1h_input_tokens: 7 } },
      },
    },
    { type: 'content_block_delta' },
    {
      type: 'message_delta',
      usage: { input_tokens: 40, output_tokens: 15, server_tool_use: { web_search_requests: 1 } },
    },
    { type: 'message_delta', usage: { output_tokens: 18, cache_read_input_tokens: null } },
  ]
  const usage = { input: '40', cacheWrite1h: '7', output: '18', webSearches: '1' }
  expect(readUsage({ events }, hint('anthropic'))).toMatchObject({ ok: true, usage })
  expect(readUsage(events, hint('anthropic'))).toMatchObject({ ok: true, usage })
  const chunks = [
    { contentBlockDelta: {} },
    { metadata: { usage: { inputTokens: 4, outputTokens: 2, totalTokens: 6 } } },
  ]
  expect(readUsage(chunks, hint('aws'))).toMatchObject({ usage: { input: '4', output: '2' } })
  const ends = [{ type: 'message-end', delta: { usage: { billed_units: { input_tokens: 4 } } } }]
  expect(readUsage(ends, hint('cohere'))).toMatchObject({ usage: { input: '4' } })
  const usages = [{ prompt_tokens: 5, completion_tokens: 1 }, { completion_tokens: 3 }]
  expect(readUsage(usages, OPENAI)).toMatchObject({ usage: { input: '5', output: '3' } })
})

const CHAT = { prompt_tokens: 1, completion_tokens: 1 }

test.each<[string, Record<string, unknown>, string | undefined]>([
  ['openrouter', { cost: 0.0012 }, '0.0012'],
  ['openrouter', { cost: 1.05e-6 }, '0.00000105'],
  [
    'openrouter',
    { cost: 0, is_byok: true, cost_details: { upstream_inference_cost: 0.0360795 } },
    '0.0360795',
  ],
  ['openrouter', { cost: 0.01, is_byok: true, cost_details: { upstream_inference_cost: 0.005 } }, '0.015'],
  ['openrouter', { cost: 0.01, is_byok: false, cost_details: { upstream_inference_cost: 0.005 } }, '0.01'],
  ['openrouter', { cost: 1e35 }, `1${'0'.repeat(35)}`],
  ['openrouter', { cost: 5e-13 }, '0'],
  ['openrouter', { cost: 1.5e-12 }, '0.000000000002'],
  ['xai', { cost_in_usd_ticks: '1' }, '0.0000000001'],
  ['openrouter', { cost: null }, undefined],
  ['openrouter', { cost: -1 }, undefined],
  ['openai', { cost: 0.01 }, undefined],
  ['xai', { cost_in_usd_ticks: 232856000 }, '0.0232856'],
])('%s %j reports %s USD', (provider, extra, reportedUsd) => {
  const result = normaliseUsage({ ...CHAT, ...extra }, hint(provider))
  expect(result.ok && result.charged !== undefined ? formatUsd(result.charged) : undefined).toBe(reportedUsd)
})
