import type { Usage } from '#shared/usage/classes.ts'
import {
  type OpenAiNames,
  type Reasoning,
  readInput,
  readOutput,
} from '#shared/usage/readers/openai-tokens.ts'
import { toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

const CHAT: OpenAiNames = {
  input: 'prompt_tokens',
  inputDetails: 'prompt_tokens_details',
  output: 'completion_tokens',
  outputDetails: 'completion_tokens_details',
}

const RESPONSES: OpenAiNames = {
  input: 'input_tokens',
  inputDetails: 'input_tokens_details',
  output: 'output_tokens',
  outputDetails: 'output_tokens_details',
}

/**
 * Chat completions of OpenAI and of those who copied them. Cached and audio tokens are inside `prompt_tokens`,
 * reasoning and predictions inside `completion_tokens` (OAI-01, OAI-03, OAI-04, AUD-03, MIS-01, GRQ-01, DS-01).
 * By `provider`: xAI counts reasoning on top (XAI-01), Gemini's compatible endpoint leaves it out (GEM-10).
 */
export function readOpenAiChat(fields: UsageFields, provider: string): Usage {
  const place: Reasoning = provider === 'x-ai' ? 'on-top' : provider === 'google' ? 'hidden' : 'inside'
  return toUsage(readInput(fields, CHAT), readOutput(fields, CHAT, place), readTools(fields))
}

/** OpenAI responses: cache reads and writes are disjoint parts of the input (OAI-02, OAI-03). */
export function readOpenAiResponses(fields: UsageFields): Usage {
  return toUsage(readInput(fields, RESPONSES), readOutput(fields, RESPONSES, 'inside'), readTools(fields))
}

/**
 * Embeddings have an input only (EMB-01). Compatible servers add `completion_tokens: 0`; Voyage says only
 * `total_tokens`, for rerankers too.
 */
export function readOpenAiEmbeddings(fields: UsageFields): Usage {
  const input = fields.given('prompt_tokens') ?? fields.required('total_tokens')
  const output = fields.optional('completion_tokens')
  const total = fields.given('total_tokens') ?? input
  if (output !== 0n) fields.reject('unexpected_output', ['completion_tokens'], 'embeddings have no output')
  if (total !== input)
    fields.reject('total_mismatch', ['total_tokens'], `${total} is not the input of ${input}`)
  return toUsage({ input })
}

/**
 * OpenAI counts no tools in `usage`: the sender counts the items of `output[]` and puts the numbers here
 * (TOOL-01, TOOL-02). Code runs in one container a response, however many calls it makes (TOOL-03).
 */
function readTools(fields: UsageFields) {
  if (!fields.has('tool_calls')) return {}
  const codeCalls = fields.optional('tool_calls', 'code_interpreter_call')
  return {
    webSearches: fields.optional('tool_calls', 'web_search_call'),
    fileSearches: fields.optional('tool_calls', 'file_search_call'),
    codeSessions: fields.given('tool_calls', 'code_interpreter_session') ?? (codeCalls > 0n ? 1n : 0n),
  }
}
