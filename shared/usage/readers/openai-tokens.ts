import type { Usage } from '#shared/usage/classes.ts'
import { type Count, minus, plus } from '#shared/usage/count.ts'
import { type CountReader, objectIn, type RawUsage } from '#shared/usage/count-reader.ts'

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

/** The classes that some endpoint of this kind counts: what a reader adds to the tokens has its place already. */
export type TokenUsage = Usage & Record<'output' | 'imageOutput', Count>

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
  const details = objectIn(fields.inputDetails)
  const cached = counts.given(details.cached_tokens, paths.cached) ?? fields.cached ?? 0
  const written = counts.optional(details.cache_write_tokens, paths.written)
  const audio = counts.optional(details.audio_tokens, paths.audioInput)
  const image = counts.optional(details.image_tokens, paths.imageInput)
  const text = minus(total, plus(written, plus(audio, image)))
  const read = readCachedModalities(details, counts, paths, { cached, audio, text })
  const uncached = counts.rest(total, plus(cached, written), 'cached_exceeds_input', paths.cached)
  const audioInput = counts.rest(audio, read.audio, 'details_exceed_total', paths.audioInput)
  const imageInput = counts.rest(image, read.image, 'details_exceed_total', paths.imageInput)

  const output = counts.required(fields.output, paths.output)
  const made = objectIn(fields.outputDetails)
  const audioOutput = counts.optional(made.audio_tokens, paths.audioOutput)
  const imageOutput = counts.optional(made.image_tokens, paths.imageOutput)
  const said = counts.optional(made.reasoning_tokens, paths.reasoning)
  const reasoning = settleReasoning(fields, counts, { input: total, output, said, place })
  const inside = reasoning.isInside ? reasoning.count : 0
  const visible = counts.rest(output, inside, 'reasoning_exceeds_output', paths.reasoning)
  return {
    input: counts.rest(uncached, plus(audioInput, imageInput), 'details_exceed_total', paths.audioInput),
    audioInput,
    imageInput,
    cacheRead: counts.rest(cached, plus(read.audio, read.image), 'details_exceed_total', paths.cached),
    audioCacheRead: read.audio,
    imageCacheRead: read.image,
    cacheWrite: written,
    output: counts.rest(visible, plus(audioOutput, imageOutput), 'details_exceed_total', paths.audioOutput),
    reasoning: reasoning.count,
    audioOutput,
    imageOutput,
    citation: 0,
    webSearches: 0,
    fileSearches: 0,
    codeSessions: 0,
  }
}

/** Cached tokens that nobody split by modality are text, as far as there is text; only audio can be the rest. */
function readCachedModalities(
  { cached_tokens_details }: RawUsage,
  counts: CountReader,
  paths: TokenPaths,
  { cached, audio, text }: { cached: Count; audio: Count; text: Count },
): { audio: Count; image: Count } {
  const { audio_tokens, image_tokens } = objectIn(cached_tokens_details)
  const saidAudio = counts.given(audio_tokens, paths.cachedAudio)
  const image = counts.optional(image_tokens, paths.cachedImage)
  if (saidAudio !== null) return { audio: saidAudio, image }
  const beyondText = minus(minus(cached, image), text > 0 ? text : 0)
  return { audio: beyondText > 0 && beyondText <= audio ? beyondText : 0, image }
}

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
