import type { Usage } from '#shared/usage/classes.ts'
import { type Count, plus } from '#shared/usage/count.ts'
import { type CountReader, objectIn, type RawUsage } from '#shared/usage/count-reader.ts'
import { type Reasoning, readTokens, tokenPaths } from '#shared/usage/readers/openai-tokens.ts'

const CHAT = tokenPaths(
  'prompt_tokens',
  'prompt_tokens_details',
  'completion_tokens',
  'completion_tokens_details',
)

const RESPONSES = tokenPaths('input_tokens', 'input_tokens_details', 'output_tokens', 'output_tokens_details')

/**
 * Chat completions of OpenAI and of those who copied them. Cached and audio tokens are inside `prompt_tokens`,
 * reasoning and predictions inside `completion_tokens` (OAI-01, OAI-03, OAI-04, AUD-03, MIS-01, GRQ-01, DS-01).
 * By `provider`: xAI counts reasoning on top (XAI-01), Gemini's compatible endpoint leaves it out (GEM-10).
 */
export function readOpenAiChat(raw: RawUsage, counts: CountReader, provider: string): Usage {
  const place: Reasoning = provider === 'x-ai' ? 'on-top' : provider === 'google' ? 'hidden' : 'inside'
  const fields = {
    input: raw.prompt_tokens,
    inputDetails: raw.prompt_tokens_details,
    output: raw.completion_tokens,
    outputDetails: raw.completion_tokens_details,
    total: raw.total_tokens,
    cached: readCached(raw, counts),
  }
  const usage = withTools(raw, counts, readTokens(fields, counts, CHAT, place))
  // xAI's live search is sold by the source.
  if (provider === 'x-ai' && raw.num_sources_used)
    usage.webSearches = counts.optional(raw.num_sources_used, 'num_sources_used')
  return usage
}

/** OpenAI responses: cache reads and writes are disjoint parts of the input (OAI-02, OAI-03). */
export function readOpenAiResponses(raw: RawUsage, counts: CountReader): Usage {
  const fields = {
    input: raw.input_tokens,
    inputDetails: raw.input_tokens_details,
    output: raw.output_tokens,
    outputDetails: raw.output_tokens_details,
    total: raw.total_tokens,
    cached: null,
  }
  return withTools(raw, counts, readTokens(fields, counts, RESPONSES, 'inside'))
}

/**
 * Embeddings have an input only (EMB-01). Compatible servers add `completion_tokens: 0`; Voyage says only
 * `total_tokens`, for rerankers too.
 */
export function readOpenAiEmbeddings(raw: RawUsage, counts: CountReader): Usage {
  const said = counts.given(raw.prompt_tokens, 'prompt_tokens')
  const input = said ?? counts.required(raw.total_tokens, 'total_tokens')
  const total = counts.given(raw.total_tokens, 'total_tokens') ?? input
  if (counts.optional(raw.completion_tokens, 'completion_tokens') !== 0)
    counts.reject('unexpected_output', 'completion_tokens', 'is there, but embeddings have no output')
  if (total !== input)
    counts.reject('total_mismatch', 'total_tokens', `of ${total} is not the input of ${input}`)
  return { input }
}

/** Copies of the API repeat the cached count, or say it only, under other names: it is counted once (DS-01, MIS-01). */
function readCached(raw: RawUsage, counts: CountReader): Count | null {
  const hits = counts.given(raw.prompt_cache_hit_tokens, 'prompt_cache_hit_tokens')
  if (hits !== null) checkMisses(raw, counts, hits)
  return (
    hits ??
    counts.given(raw.num_cached_tokens, 'num_cached_tokens') ??
    counts.given(raw.cached_tokens, 'cached_tokens')
  )
}

function checkMisses(raw: RawUsage, counts: CountReader, hits: Count): void {
  const misses = counts.given(raw.prompt_cache_miss_tokens, 'prompt_cache_miss_tokens')
  const prompt = counts.given(raw.prompt_tokens, 'prompt_tokens')
  if (misses === null || prompt === null || plus(hits, misses) === prompt) return
  const detail = `of ${misses} and ${hits} hits are not ${prompt}`
  counts.reject('total_mismatch', 'prompt_cache_miss_tokens', detail)
}

/**
 * OpenAI counts no tools in `usage`: the sender counts the items of `output[]` and puts the numbers here
 * (TOOL-01, TOOL-02). Code runs in one container a response, however many calls it makes (TOOL-03).
 */
function withTools(raw: RawUsage, counts: CountReader, usage: Usage): Usage {
  if (raw.tool_calls === undefined) return usage
  const calls = objectIn(raw.tool_calls)
  const codeCalls = counts.optional(calls.code_interpreter_call, 'tool_calls/code_interpreter_call')
  const sessions = counts.given(calls.code_interpreter_session, 'tool_calls/code_interpreter_session')
  usage.webSearches = counts.optional(calls.web_search_call, 'tool_calls/web_search_call')
  usage.fileSearches = counts.optional(calls.file_search_call, 'tool_calls/file_search_call')
  usage.codeSessions = sessions ?? (codeCalls > 0 ? 1 : 0)
  return usage
}
