import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { usageTotals } from '#shared/usage/totals.ts'

const count = fc.nat({ max: 2_000_000 })

/** A total and parts that fit into it, so that the object is consistent by construction. */
const openAiUsage = fc.record({
  text: count,
  cached: count,
  written: count,
  visible: count,
  reasoning: count,
})

function totalsOf(raw: unknown, provider: string) {
  const result = normaliseUsage(raw, { provider })
  if (!result.ok) throw new Error(JSON.stringify(result.reason))
  return usageTotals(result.usage)
}

test('the input classes add up to the prompt total, the output classes to the completion total', () => {
  fc.assert(
    fc.property(openAiUsage, ({ text, cached, written, visible, reasoning }) => {
      const raw = {
        prompt_tokens: text + cached + written,
        prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
        completion_tokens: visible + reasoning,
        completion_tokens_details: { reasoning_tokens: reasoning },
        total_tokens: text + cached + written + visible + reasoning,
      }
      expect(totalsOf(raw, 'openai')).toEqual({
        input: text,
        cacheRead: cached,
        cacheWrite: written,
        output: visible + reasoning,
        reasoning: reasoning,
      })
    }),
  )
})

test('Gemini modalities add up to the prompt, whatever the split', () => {
  const split = fc.record({
    text: count,
    audio: count,
    cachedText: count,
    cachedAudio: count,
    thoughts: count,
  })
  fc.assert(
    fc.property(split, ({ text, audio, cachedText, cachedAudio, thoughts }) => {
      const raw = {
        promptTokenCount: text + audio + cachedText + cachedAudio,
        cachedContentTokenCount: cachedText + cachedAudio,
        thoughtsTokenCount: thoughts,
        promptTokensDetails: [{ modality: 'AUDIO', tokenCount: audio + cachedAudio }],
        cacheTokensDetails: [{ modality: 'AUDIO', tokenCount: cachedAudio }],
      }
      expect(totalsOf(raw, 'google')).toMatchObject({
        input: text + audio,
        cacheRead: cachedText + cachedAudio,
        output: thoughts,
      })
    }),
  )
})

test('whatever is sent, the answer is a usage of positive counts or a reason', () => {
  const names = [
    'prompt_tokens',
    'completion_tokens',
    'total_tokens',
    'input_tokens',
    'output_tokens',
    'input',
    'audioSeconds',
    'input_token_details',
    'promptTokenCount',
    'groundingMetadata',
    'inputTokens',
    'cacheDetails',
    'billed_units',
    'meta',
    'pages_processed',
    'seconds',
    'citation_tokens',
    'tool_calls',
    'events',
    'cost',
    'is_byok',
    'cost_details',
    'cost_in_usd_ticks',
  ]
  const provider = fc.constantFrom('openai', 'openrouter', 'xai', 'aws', 'google', 'perplexity', 'voyage')
  const raw = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.integer(), fc.double(), fc.string(), fc.jsonValue()),
  )
  fc.assert(
    fc.property(fc.oneof(raw, fc.jsonValue()), provider, (value, asker) => {
      const result = normaliseUsage(value, { provider: asker })
      if (!result.ok) expect(result.reason.code).toMatch(/^[a-z_]+$/)
      else {
        for (const quantity of Object.values(result.usage)) expect(Number(quantity)).toBeGreaterThanOrEqual(0)
        if (result.charged !== undefined) expect(result.charged >= 0n).toBe(true)
      }
    }),
  )
})
