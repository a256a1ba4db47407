import type { Usage } from '#shared/usage/classes.ts'
import type { CountReader, RawUsage } from '#shared/usage/count-reader.ts'
import { readOpenAiChat } from '#shared/usage/readers/openai.ts'

/**
 * Perplexity: chat completions, and on top of them citations, reasoning and searches with rates of their own
 * (PPX-01). The fee for the request itself is the price sheet's matter (REQ-01).
 */
export function readPerplexity(raw: RawUsage, counts: CountReader): Usage {
  const usage = readOpenAiChat(raw, counts, 'perplexity')
  const reasoning = counts.given(raw.reasoning_tokens, 'reasoning_tokens')
  if (reasoning !== null) usage.reasoning = reasoning
  usage.citation = counts.optional(raw.citation_tokens, 'citation_tokens')
  usage.webSearches = counts.optional(raw.num_search_queries, 'num_search_queries')
  return usage
}
