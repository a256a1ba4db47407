import type { Usage } from '#shared/usage/classes.ts'
import { type CountReader, objectIn, type RawUsage } from '#shared/usage/count-reader.ts'
import { readTokens, type TokenUsage, tokenPaths } from '#shared/usage/readers/openai-tokens.ts'

const IMAGES = tokenPaths('input_tokens', 'input_tokens_details', 'output_tokens', 'output_tokens_details')

const REALTIME = tokenPaths('input_tokens', 'input_token_details', 'output_tokens', 'output_token_details')

/** Realtime and transcription write `token` where the other endpoints write `tokens`; text, audio, image (AUD-04). */
export function readOpenAiRealtime(raw: RawUsage, counts: CountReader): Usage {
  const fields = {
    input: raw.input_tokens,
    inputDetails: raw.input_token_details,
    output: raw.output_tokens,
    outputDetails: raw.output_token_details,
    total: raw.total_tokens,
    cached: null,
  }
  return readTokens(fields, counts, REALTIME, 'inside')
}

/**
 * Transcription: by duration or by tokens, as the object says (AUD-01). Groq leaves the duration out for silence,
 * which is free (AUD-05); elsewhere a missing one is unknown.
 */
export function readOpenAiTranscription(raw: RawUsage, counts: CountReader, provider: string): Usage {
  if ((raw.input_tokens ?? null) !== null) return readOpenAiRealtime(raw, counts)
  const seconds = counts.duration(raw.seconds, 'seconds') ?? counts.duration(raw.duration, 'duration')
  if (seconds === null && provider !== 'groq') counts.required(raw.seconds, 'seconds')
  return { audioSeconds: seconds ?? 0 }
}

/** Speech: the characters that the caller counted (AUD-02), or tokens, whose output is audio. */
export function readOpenAiSpeech(raw: RawUsage, counts: CountReader): Usage {
  const characters =
    counts.given(raw.input_characters, 'input_characters') ?? counts.given(raw.characters, 'characters')
  if (characters !== null) return { characters }
  const tokens = readImageTokens(raw, counts)
  return { ...tokens, output: 0, audioOutput: counts.required(raw.output_tokens, 'output_tokens') }
}

/** Images: by piece (IMG-03), or by tokens; output that nobody split is image output (IMG-01, IMG-02). */
export function readOpenAiImages(raw: RawUsage, counts: CountReader): Usage {
  const images = counts.given(raw.images, 'images') ?? counts.given(raw.n, 'n')
  if (images !== null) return { images }
  const tokens = readImageTokens(raw, counts)
  const isSplit = (objectIn(raw.output_tokens_details).image_tokens ?? null) !== null
  return isSplit ? tokens : { ...tokens, output: 0, imageOutput: tokens.output }
}

function readImageTokens(raw: RawUsage, counts: CountReader): TokenUsage {
  const fields = {
    input: raw.input_tokens,
    inputDetails: raw.input_tokens_details,
    output: raw.output_tokens,
    outputDetails: raw.output_tokens_details,
    total: raw.total_tokens,
    cached: null,
  }
  return readTokens(fields, counts, IMAGES, 'inside')
}

/** Video: by the second of what was made (VID-01). */
export function readOpenAiVideo(raw: RawUsage, counts: CountReader): Usage {
  const made = counts.duration(raw.video_seconds, 'video_seconds')
  const seconds = made ?? counts.duration(raw.seconds, 'seconds')
  if (seconds === null) counts.required(raw.seconds, 'seconds')
  return { videoSeconds: seconds ?? 0 }
}
