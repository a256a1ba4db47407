import type { Usage } from '#shared/usage/classes.ts'
import { type Count, plus } from '#shared/usage/count.ts'
import { type CountReader, objectIn, type RawUsage } from '#shared/usage/count-reader.ts'

/** Whose `inputTokens` leave out what was read from the cache, where the SDK gives no details. */
const CACHE_ON_TOP = new Set(['anthropic', 'aws'])

/**
 * `usage` of the AI SDK, for any provider. From version 6 on `inputTokens` holds what the details split. Version 5
 * has `cachedInputTokens` and passes on the provider's own count: the total tells where reasoning tokens are.
 * Embeddings have `tokens` only. https://ai-sdk.dev/docs/reference/ai-sdk-core/generate-text
 */
export function readAiSdk(raw: RawUsage, counts: CountReader, provider: string): Usage {
  if (raw.tokens !== undefined) return { input: counts.required(raw.tokens, 'tokens') }
  const details = objectIn(raw.inputTokenDetails)
  const said = counts.required(raw.inputTokens, 'inputTokens')
  const split = counts.given(details.cacheReadTokens, 'inputTokenDetails/cacheReadTokens')
  const cacheRead = split ?? counts.optional(raw.cachedInputTokens, 'cachedInputTokens')
  const cacheWrite = counts.optional(details.cacheWriteTokens, 'inputTokenDetails/cacheWriteTokens')
  const isOnTop = raw.inputTokenDetails === undefined && CACHE_ON_TOP.has(provider)
  const inside = isOnTop ? 0 : plus(cacheRead, cacheWrite)
  return {
    input: counts.rest(said, inside, 'cached_exceeds_input', 'inputTokens'),
    cacheRead,
    cacheWrite,
    ...readOutput(raw, counts, said),
  }
}

function readOutput(raw: RawUsage, counts: CountReader, input: Count): { output: Count; reasoning: Count } {
  const output = counts.required(raw.outputTokens, 'outputTokens')
  const { reasoningTokens } = objectIn(raw.outputTokenDetails)
  const split = counts.given(reasoningTokens, 'outputTokenDetails/reasoningTokens')
  const reasoning = split ?? counts.optional(raw.reasoningTokens, 'reasoningTokens')
  const total = counts.given(raw.totalTokens, 'totalTokens')
  const isOnTop = split === null && reasoning !== 0 && total === plus(plus(input, output), reasoning)
  return {
    output: counts.rest(output, isOnTop ? 0 : reasoning, 'reasoning_exceeds_output', 'reasoningTokens'),
    reasoning,
  }
}
