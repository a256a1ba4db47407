import { expect, test } from 'vitest'
import type { UsageDialect } from '#shared/usage/dialects.ts'
import { normaliseUsage, type UsageHint } from '#shared/usage/normalise.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import { readUsage } from './read-usage.ts'

const by = (provider: string, model = 'm'): UsageHint => ({ provider, model })

const DETAILS = {
  inputTokens: 400,
  inputTokenDetails: { noCacheTokens: 100, cacheReadTokens: 200, cacheWriteTokens: 100 },
  outputTokens: 250,
  outputTokenDetails: { textTokens: 50, reasoningTokens: 200 },
  totalTokens: 650,
}

test.each<[string, UsageDialect, unknown, UsageHint, Record<string, string>]>([
  [
    'LangChain: totals hold every kind',
    'langchain',
    {
      input_tokens: 350,
      output_tokens: 240,
      total_tokens: 590,
      input_token_details: { audio: 10, cache_creation: 200, cache_read: 100 },
      output_token_details: { audio: 10, reasoning: 200 },
    },
    by('anthropic'),
    {
      input: '40',
      audioInput: '10',
      cacheRead: '100',
      cacheWrite: '200',
      output: '30',
      reasoning: '200',
      audioOutput: '10',
    },
  ],
  [
    'LangChain: cache writes by lifetime',
    'langchain',
    {
      input_tokens: 160,
      output_tokens: 5,
      total_tokens: 165,
      input_token_details: {
        cache_read: 0,
        cache_creation: 0,
        ephemeral_5m_input_tokens: 100,
        ephemeral_1h_input_tokens: 50,
      },
    },
    by('anthropic', 'claude-sonnet-4-6'),
    { input: '10', cacheWrite5m: '100', cacheWrite1h: '50', output: '5' },
  ],
  [
    'LangChain: details under a tier',
    'langchain',
    {
      input_tokens: 350,
      output_tokens: 240,
      total_tokens: 590,
      input_token_details: { flex_cache_read: 100, flex: 250 },
      output_token_details: { flex_reasoning: 200, flex: 40 },
    },
    by('openai', 'o3'),
    { input: '250', cacheRead: '100', output: '40', reasoning: '200' },
  ],
  [
    'AI SDK: the details split the input',
    'ai-sdk',
    { ...DETAILS, cachedInputTokens: 200, reasoningTokens: 200 },
    by('anthropic.messages'),
    { input: '100', cacheRead: '200', cacheWrite: '100', output: '50', reasoning: '200' },
  ],
  [
    'AI SDK: what the provider sent says more than the details',
    'anthropic-messages',
    {
      ...DETAILS,
      raw: {
        input_tokens: 100,
        output_tokens: 250,
        cache_read_input_tokens: 200,
        cache_creation_input_tokens: 100,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 100 },
      },
    },
    by('anthropic.messages', 'claude-sonnet-4-6'),
    { input: '100', cacheRead: '200', cacheWrite1h: '100', output: '250' },
  ],
  [
    'AI SDK: details count where nobody knows what was sent',
    'ai-sdk',
    { ...DETAILS, raw: { cost: 'free' } },
    by('somebody'),
    { input: '100', cacheRead: '200', cacheWrite: '100', output: '50', reasoning: '200' },
  ],
  [
    'AI SDK 5: OpenAI counts the cache inside',
    'ai-sdk',
    { inputTokens: 10, outputTokens: 5, totalTokens: 15, cachedInputTokens: 4, reasoningTokens: 2 },
    by('openai.responses'),
    { input: '6', cacheRead: '4', output: '3', reasoning: '2' },
  ],
  [
    'AI SDK 5: Anthropic counts the cache beside',
    'ai-sdk',
    { inputTokens: 10, outputTokens: 5, totalTokens: 15, cachedInputTokens: 40 },
    by('anthropic.messages'),
    { input: '10', cacheRead: '40', output: '5' },
  ],
  [
    'AI SDK 5: Gemini thinks beside its answer, as the total tells',
    'ai-sdk',
    { inputTokens: 10, outputTokens: 5, totalTokens: 22, reasoningTokens: 7 },
    by('google.generative-ai'),
    { input: '10', output: '5', reasoning: '7' },
  ],
  ['AI SDK: embeddings', 'ai-sdk', { tokens: 7 }, by('openai.embedding'), { input: '7' }],
  [
    'Gemini in Python',
    'gemini',
    {
      prompt_token_count: 100,
      cached_content_token_count: 60,
      candidates_token_count: 5,
      thoughts_token_count: 7,
      tool_use_prompt_token_count: null,
      total_token_count: 112,
      prompt_tokens_details: [
        { modality: 'TEXT', token_count: 70 },
        { modality: 'IMAGE', token_count: 30 },
      ],
      cache_tokens_details: [{ modality: 'TEXT', token_count: 60 }],
    },
    by('google', 'gemini-2.5-pro'),
    { input: '10', imageInput: '30', cacheRead: '60', output: '5', reasoning: '7' },
  ],
  [
    'Gemini in Python, streamed',
    'gemini',
    [
      { usage_metadata: { prompt_token_count: 10, total_token_count: 10 } },
      { usage_metadata: { prompt_token_count: 10, candidates_token_count: 4, total_token_count: 14 } },
    ],
    by('google', 'gemini-2.5-pro'),
    { input: '10', output: '4' },
  ],
  [
    'Ollama',
    'ollama',
    { prompt_eval_count: 26, eval_count: 298, total_duration: 4883583458 },
    by('ollama', 'llama3.2'),
    { input: '26', output: '298' },
  ],
  [
    'Ollama: the whole prompt was in the cache',
    'ollama',
    { eval_count: 298 },
    by('ollama'),
    { output: '298' },
  ],
])('%s', (_, dialect, usage, hint, expected) => {
  expect(readUsage(usage, hint)).toEqual({ ok: true, dialect, usage: expected })
})

test('the tier in the names of details is the tier that served', () => {
  const usage = { input_tokens: 5, output_tokens: 5, output_token_details: { priority_reasoning: 2 } }
  expect(normaliseUsage(usage, by('openai', 'o3'))).toMatchObject({ served: { tier: 'priority' } })
})

test('the traffic type of Gemini in Python is the tier that served', () => {
  const usage = { prompt_token_count: 5, total_token_count: 5, traffic_type: 'ON_DEMAND_PRIORITY' }
  expect(normaliseUsage(usage, by('google'))).toMatchObject({ served: { trafficType: 'on_demand_priority' } })
})

test.each([
  [
    'more cached than there was',
    { input_tokens: 5, output_tokens: 1, input_token_details: { cache_read: 6 } },
  ],
  ['more cached than there was', { inputTokens: 5, outputTokens: 1, cachedInputTokens: 6 }],
  ['more reasoning than output', { inputTokens: 5, outputTokens: 1, reasoningTokens: 2 }],
  ['no output', { inputTokens: 5, totalTokens: 7 }],
])('%s is invalid, not 0: %j', (_, usage) => {
  expect(readUsage(usage, by('openai')).ok).toBe(false)
})

test('a conversation that was compacted on the way is charged for being read once more', () => {
  const usage = {
    input_tokens: 23_000,
    output_tokens: 1_000,
    iterations: [
      { type: 'compaction', input_tokens: 180_000, output_tokens: 3_500, cache_read_input_tokens: 50 },
      { type: 'message', input_tokens: 23_000, output_tokens: 1_000 },
    ],
  }
  expect(readUsage(usage, by('anthropic', 'claude-opus-4-8'))).toEqual({
    ok: true,
    dialect: 'anthropic-messages',
    usage: { input: '203000', cacheRead: '50', output: '4500' },
  })
})

test.each([
  ['openai.responses', 'openai'],
  ['Anthropic.Messages', 'anthropic'],
  ['google.generative-ai', 'google'],
  ['google.vertex.chat', 'google'],
  ['vertex.anthropic.messages', 'google'],
  ['xai.chat', 'x-ai'],
  ['my.chatbot', 'my.chatbot'],
])('the AI SDK says %s for %s', (name, provider) => {
  expect(canonicalProvider(name)).toBe(provider)
})
