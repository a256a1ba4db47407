import type { Usage } from '#shared/usage/classes.ts'
import { type Count, minus, plus } from '#shared/usage/count.ts'
import { type CountReader, objectIn } from '#shared/usage/count-reader.ts'

/** What OpenAI's endpoints say under different names. */
export interface TokenFields {
  input: unknown
  inputDetails: unknown
  output: unknown
  outputDetails: unknown
  total: unknown
  /** The cached count of those who say it elsewhere than in the details. */
  cached: Count | null
}

/** The paths of an endpoint's fields. */
export type TokenPaths = ReturnType<typeof tokenPaths>

export const tokenPaths = (input: string, inputDetails: string, output: string, outputDetails: string) => ({
  input,
  cached: `${inputDetails}/cached_tokens`,
  written: `${inputDetails}/cache_write_tokens`,
  audioInput: `${inputDetails}/audio_tokens`,
  imageInput: `${inputDetails}/image_tokens`,
  cachedAudio: `${inputDetails}/cached_tokens_details/audio_tokens`,
  cachedImage: `${inputDetails}/cached_tokens_details/image_tokens`,
  output,
  reasoning: `${outputDetails}/reasoning_tokens`,
  audioOutput: `${outputDetails}/audio_tokens`,
  imageOutput: `${outputDetails}/image_tokens`,
})

/** What an endpoint of this kind counts in tokens. */
export type TokenUsage = Usage & Record<'output', Count>

/** Where the reasoning tokens of a dialect are when no total settles it. */
export type Reasoning = 'inside' | 'on-top' | 'hidden'

/**
 * Splits the input into text, modalities, cache reads by modality and cache writes (OAI-01, OAI-02, AUD-03, AUD-04),
 * and the output into text, reasoning and modalities (OAI-03, OAI-04, AUD-03, IMG-02).
 */
export function readTokens(
  fields: TokenFields,
  counts: CountReader,
  paths: TokenPaths,
  place: Reasoning,
): TokenUsage {
  const total = counts.required(fields.input, paths.input)
  const read = readInputDetails(fields, counts, paths, total)
  const uncached = counts.rest(total, plus(read.cached, read.written), 'cached_exceeds_input', paths.cached)

  const output = counts.required(fields.output, paths.output)
  const made = readOutputDetails(fields, counts, paths)
  const isSettled = made.reasoning === 0 && fields.total === plus(total, output)
  const reasoning = isSettled
    ? NO_REASONING
    : settleReasoning(fields, counts, { input: total, output, said: made.reasoning, place })
  const inside = reasoning.isInside ? reasoning.count : 0
  const visible = counts.rest(output, inside, 'reasoning_exceeds_output', paths.reasoning)
  if (isTextOnly(read) && isTextOnly(made))
    return {
      input: uncached,
      cacheRead: read.cached,
      cacheWrite: read.written,
      output: visible,
      reasoning: reasoning.count,
    }
  const rest = (whole: Count, parts: Count, path: string) =>
    counts.rest(whole, parts, 'details_exceed_total', path)
  const audioInput = rest(read.audio, read.cachedAudio, paths.audioInput)
  const imageInput = rest(read.image, read.cachedImage, paths.imageInput)
  return {
    input: rest(uncached, plus(audioInput, imageInput), paths.audioInput),
    audioInput,
    imageInput,
    cacheRead: rest(read.cached, plus(read.cachedAudio, read.cachedImage), paths.cached),
    audioCacheRead: read.cachedAudio,
    imageCacheRead: read.cachedImage,
    cacheWrite: read.written,
    output: rest(visible, plus(made.audio, made.image), paths.audioOutput),
    reasoning: reasoning.count,
    audioOutput: made.audio,
    imageOutput: made.image,
  }
}

const isTextOnly = (details: { audio: Count; image: Count; cachedAudio?: Count; cachedImage?: Count }) =>
  details.audio === 0 && details.image === 0 && !details.cachedAudio && !details.cachedImage

const NO_INPUT_DETAILS = Object.freeze({
  cached: 0,
  written: 0,
  audio: 0,
  image: 0,
  cachedAudio: 0,
  cachedImage: 0,
})

/** Cached tokens that nobody split by modality are text, as far as there is text; only audio can be the rest. */
function readInputDetails(
  fields: TokenFields,
  counts: CountReader,
  paths: TokenPaths,
  total: Count,
): Record<keyof typeof NO_INPUT_DETAILS, Count> {
  if (fields.inputDetails === undefined && fields.cached === null) return NO_INPUT_DETAILS
  const details = objectIn(fields.inputDetails)
  const cached = counts.given(details.cached_tokens, paths.cached) ?? fields.cached ?? 0
  const written = counts.optional(details.cache_write_tokens, paths.written)
  const audio = counts.optional(details.audio_tokens, paths.audioInput)
  const image = counts.optional(details.image_tokens, paths.imageInput)
  const split = objectIn(details.cached_tokens_details)
  const cachedImage = counts.optional(split.image_tokens, paths.cachedImage)
  let cachedAudio = counts.given(split.audio_tokens, paths.cachedAudio)
  if (cachedAudio === null) {
    const text = minus(total, plus(written, plus(audio, image)))
    const beyondText = minus(minus(cached, cachedImage), text > 0 ? text : 0)
    cachedAudio = beyondText > 0 && beyondText <= audio ? beyondText : 0
  }
  return { cached, written, audio, image, cachedAudio, cachedImage }
}

const NO_OUTPUT_DETAILS = Object.freeze({ audio: 0, image: 0, reasoning: 0 })

function readOutputDetails(
  fields: TokenFields,
  counts: CountReader,
  paths: TokenPaths,
): Record<keyof typeof NO_OUTPUT_DETAILS, Count> {
  if (fields.outputDetails === undefined) return NO_OUTPUT_DETAILS
  const details = objectIn(fields.outputDetails)
  return {
    audio: counts.optional(details.audio_tokens, paths.audioOutput),
    image: counts.optional(details.image_tokens, paths.imageOutput),
    reasoning: counts.optional(details.reasoning_tokens, paths.reasoning),
  }
}

const NO_REASONING = Object.freeze({ count: 0, isInside: true })

/** `total_tokens` tells whether reasoning is inside the output count, as at OpenAI, or on top, as at xAI (XAI-02). */
function settleReasoning(
  fields: TokenFields,
  counts: CountReader,
  { input, output, said, place }: { input: Count; output: Count; said: Count; place: Reasoning },
): { count: Count; isInside: boolean } {
  const total = counts.given(fields.total, 'total_tokens')
  const sum = plus(input, output)
  if (total === sum || (total === null && place !== 'on-top')) return { count: said, isInside: true }
  if (total === null || total === plus(sum, said)) return { count: said, isInside: false }
  const hidden = minus(total, sum)
  if (place === 'hidden' && hidden > 0) return { count: hidden, isInside: false }
  counts.reject('total_mismatch', 'total_tokens', `of ${total} is not input ${input} plus output ${output}`)
  return { count: said, isInside: true }
}
