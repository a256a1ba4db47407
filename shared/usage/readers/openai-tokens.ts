import type { UsageFields } from '#shared/usage/usage-fields.ts'

/** OpenAI's endpoints say the same things under different names. */
export interface OpenAiNames {
  input: string
  inputDetails: string
  output: string
  outputDetails: string
}

/** Where the reasoning tokens of a dialect are when no total settles it. */
export type Reasoning = 'inside' | 'on-top' | 'hidden'

/** Splits the input into text, modalities, cache reads by modality, and cache writes (OAI-01, OAI-02, AUD-03, AUD-04). */
export function readInput(fields: UsageFields, names: OpenAiNames) {
  const details = names.inputDetails
  const total = fields.required(names.input)
  const cached = readCached(fields, details)
  const written = fields.optional(details, 'cache_write_tokens')
  const audio = fields.optional(details, 'audio_tokens')
  const image = fields.optional(details, 'image_tokens')
  const read = readCachedModalities(fields, details, { cached, audio, text: total - written - audio - image })

  const rest = (whole: bigint, parts: bigint[], code: string, detail: string) =>
    fields.rest(whole, parts, { code, at: [details, detail] })

  const uncached = rest(total, [cached, written], 'cached_exceeds_input', 'cached_tokens')
  const audioInput = rest(audio, [read.audio], 'details_exceed_total', 'audio_tokens')
  const imageInput = rest(image, [read.image], 'details_exceed_total', 'image_tokens')
  return {
    input: rest(uncached, [audioInput, imageInput], 'details_exceed_total', 'audio_tokens'),
    audioInput,
    imageInput,
    cacheRead: rest(cached, [read.audio, read.image], 'details_exceed_total', 'cached_tokens'),
    audioCacheRead: read.audio,
    imageCacheRead: read.image,
    cacheWrite: written,
  }
}

/** Copies of the API repeat the cached count, or say it only, under other names: it is counted once (DS-01, MIS-01). */
function readCached(fields: UsageFields, details: string): bigint {
  const hits = fields.given('prompt_cache_hit_tokens')
  const misses = fields.given('prompt_cache_miss_tokens')
  const prompt = fields.given('prompt_tokens')
  if (hits !== null && misses !== null && prompt !== null && hits + misses !== prompt)
    fields.reject(
      'total_mismatch',
      ['prompt_cache_miss_tokens'],
      `${hits} hits and ${misses} misses are not ${prompt}`,
    )
  return (
    fields.given(details, 'cached_tokens') ??
    hits ??
    fields.given('num_cached_tokens') ??
    fields.optional('cached_tokens')
  )
}

/** Cached tokens that nobody split by modality are text, as far as there is text; only audio can be the rest. */
function readCachedModalities(
  fields: UsageFields,
  details: string,
  { cached, audio, text }: { cached: bigint; audio: bigint; text: bigint },
) {
  const saidAudio = fields.given(details, 'cached_tokens_details', 'audio_tokens')
  const image = fields.optional(details, 'cached_tokens_details', 'image_tokens')
  if (saidAudio !== null) return { audio: saidAudio, image }
  const beyondText = cached - image - (text > 0n ? text : 0n)
  return { audio: beyondText > 0n && beyondText <= audio ? beyondText : 0n, image }
}

/** Splits the output into text, reasoning and modalities (OAI-03, OAI-04, AUD-03, IMG-02). */
export function readOutput(fields: UsageFields, names: OpenAiNames, place: Reasoning) {
  const details = names.outputDetails
  const { total, reasoning } = arbitrate(fields, names, place)
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
function arbitrate(fields: UsageFields, names: OpenAiNames, place: Reasoning) {
  const output = fields.required(names.output)
  const reasoning = fields.optional(names.outputDetails, 'reasoning_tokens')
  const input = fields.optional(names.input)
  const total = fields.given('total_tokens')
  const inside = { total: output, reasoning }
  const onTop = { total: output + reasoning, reasoning }
  if (total === null) return place === 'on-top' ? onTop : inside
  if (total === input + output) return inside
  if (total === input + output + reasoning) return onTop
  const hidden = total - input - output
  if (place === 'hidden' && hidden > 0n) return { total: output + hidden, reasoning: hidden }
  fields.reject('total_mismatch', ['total_tokens'], `${total} is not input ${input} plus output ${output}`)
  return inside
}
