import type { Usage } from '#shared/usage/classes.ts'
import { readOpenAiChat } from '#shared/usage/readers/openai.ts'
import { toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

/**
 * Perplexity: chat completions, and on top of them citations, reasoning and searches with rates of their own
 * (PPX-01). The fee for the request itself is the price sheet's matter (REQ-01).
 */
export function readPerplexity(fields: UsageFields): Usage {
  return {
    ...readOpenAiChat(fields, 'perplexity'),
    ...toUsage({
      citation: fields.optional('citation_tokens'),
      reasoning:
        fields.given('reasoning_tokens') ?? fields.optional('completion_tokens_details', 'reasoning_tokens'),
      webSearches: fields.optional('num_search_queries'),
    }),
  }
}
