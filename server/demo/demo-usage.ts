import type { DEMO_MODELS } from './demo-features.ts'

type Dialect = (typeof DEMO_MODELS)[keyof typeof DEMO_MODELS]['dialect']

interface Tokens {
  prompt: number
  cached: number
  output: number
  reasoning: number
}

/** A usage object as the provider's SDK would have returned it. */
export function toProviderUsage(dialect: Dialect, { prompt, cached, output, reasoning }: Tokens): object {
  switch (dialect) {
    case 'anthropic':
      return {
        input_tokens: prompt - cached,
        cache_read_input_tokens: cached,
        cache_creation_input_tokens: 0,
        output_tokens: output,
      }
    case 'responses':
      return {
        input_tokens: prompt,
        input_tokens_details: { cached_tokens: cached },
        output_tokens: output,
        output_tokens_details: { reasoning_tokens: reasoning },
        total_tokens: prompt + output,
      }
    case 'chat':
      return {
        prompt_tokens: prompt,
        completion_tokens: output,
        total_tokens: prompt + output,
        prompt_tokens_details: { cached_tokens: cached },
      }
    case 'gemini':
      return {
        promptTokenCount: prompt,
        cachedContentTokenCount: cached,
        candidatesTokenCount: output - reasoning,
        thoughtsTokenCount: reasoning,
        totalTokenCount: prompt + output,
      }
    case 'embeddings':
      return { prompt_tokens: prompt, total_tokens: prompt }
    default:
      return dialect satisfies never
  }
}
