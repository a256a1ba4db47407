import type { Usage } from '#shared/usage/classes.ts'
import { toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

/** Chat completions and responses say the same things under different names. */
interface OpenAiNames {
  input: string
  inputDetails: string
  output: string
  outputDetails: string
}

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
 * `hidesThinking`: Gemini's compatible endpoint leaves thinking out of `completion_tokens` (GEM-10).
 */
export function readOpenAiChat(fields: UsageFields, hidesThinking = false): Usage {
  return toUsage({ ...readInput(fields, CHAT), ...readOutput(fields, CHAT, hidesThinking) })
}

/** OpenAI responses: cache reads and writes are disjoint parts of the input (OAI-02, OAI-03, TOOL-01). */
export function readOpenAiResponses(fields: UsageFields): Usage {
  return toUsage({
    ...readInput(fields, RESPONSES),
    ...readOutput(fields, RESPONSES, false),
    // OpenAI counts no searches in `usage`: the sender counts the items of `output[]` and puts the number here.
    webSearches: fields.optional('tool_calls', 'web_search_call'),
  })
}

/** Embeddings have an input only (EMB-01); compatible servers add `completion_tokens: 0`. */
export function readOpenAiEmbeddings(fields: UsageFields): Usage {
  const input = fields.required('prompt_tokens')
  const output = fields.optional('completion_tokens')
  const total = fields.given('total_tokens') ?? input
  if (output !== 0n) fields.reject('unexpected_output', ['completion_tokens'], 'embeddings have no output')
  if (total !== input)
    fields.reject('total_mismatch', ['total_tokens'], `${total} is not the input of ${input}`)
  return toUsage({ input })
}

function readInput(fields: UsageFields, names: OpenAiNames) {
  const details = names.inputDetails
  const total = fields.required(names.input)
  const cached = readCached(fields, details)
  const written = fields.optional(details, 'cache_write_tokens')
  const audio = fields.optional(details, 'audio_tokens')
  const image = fields.optional(details, 'image_tokens')
  const audioCacheRead = fields.optional(details, 'cached_tokens_details', 'audio_tokens')
  const imageCacheRead = fields.optional(details, 'cached_tokens_details', 'image_tokens')

  const rest = (whole: bigint, parts: bigint[], code: string, detail: string) =>
    fields.rest(whole, parts, { code, at: [details, detail] })

  const uncached = rest(total, [cached, written], 'cached_exceeds_input', 'cached_tokens')
  const audioInput = rest(audio, [audioCacheRead], 'details_exceed_total', 'audio_tokens')
  const imageInput = rest(image, [imageCacheRead], 'details_exceed_total', 'image_tokens')
  return {
    input: rest(uncached, [audioInput, imageInput], 'details_exceed_total', 'audio_tokens'),
    audioInput,
    imageInput,
    cacheRead: rest(cached, [audioCacheRead, imageCacheRead], 'details_exceed_total', 'cached_tokens'),
    audioCacheRead,
    imageCacheRead,
    cacheWrite: written,
  }
}

/** Copies of the API repeat the cached count, or say it only, under other names: it is counted once. */
function readCached(fields: UsageFields, details: string): bigint {
  return (
    fields.given(details, 'cached_tokens') ??
    fields.given('prompt_cache_hit_tokens') ??
    fields.given('num_cached_tokens') ??
    fields.optional('cached_tokens')
  )
}

function readOutput(fields: UsageFields, names: OpenAiNames, hidesThinking: boolean) {
  const details = names.outputDetails
  const { total, reasoning } = arbitrate(fields, names, hidesThinking)
  const audioOutput = fields.optional(details, 'audio_tokens')
  const imageOutput = fields.optional(details, 'image_tokens')
  const visible = fields.rest(total, [reasoning], {
    code: 'reasoning_exceeds_output',
    at: [details, 'reasoning_tokens'],
  })
  return {
    output: fields.rest(visible, [audioOutput, imageOutput], {
      code: 'details_exceed_total',
      at: [details, 'audio_tokens'],
    }),
    reasoning,
    audioOutput,
    imageOutput,
  }
}

/** `total_tokens` tells whether reasoning is inside the output count, as at OpenAI, or on top, as at xAI (XAI-02). */
function arbitrate(fields: UsageFields, names: OpenAiNames, hidesThinking: boolean) {
  const output = fields.required(names.output)
  const reasoning = fields.optional(names.outputDetails, 'reasoning_tokens')
  const input = fields.optional(names.input)
  const total = fields.given('total_tokens')
  if (total === null || total === input + output) return { total: output, reasoning }
  if (total === input + output + reasoning) return { total: output + reasoning, reasoning }
  const hidden = total - input - output
  if (hidesThinking && hidden > 0n) return { total: output + hidden, reasoning: hidden }
  fields.reject('total_mismatch', ['total_tokens'], `${total} is not input ${input} plus output ${output}`)
  return { total: output, reasoning }
}
