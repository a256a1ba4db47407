import type { Usage } from '#shared/usage/classes.ts'
import { type OpenAiNames, readInput, readOutput } from '#shared/usage/readers/openai-tokens.ts'
import { toUsage, type UsageFields } from '#shared/usage/usage-fields.ts'

const IMAGES: OpenAiNames = {
  input: 'input_tokens',
  inputDetails: 'input_tokens_details',
  output: 'output_tokens',
  outputDetails: 'output_tokens_details',
}

/** Realtime and transcription write `token` where the other endpoints write `tokens`. */
const REALTIME: OpenAiNames = {
  ...IMAGES,
  inputDetails: 'input_token_details',
  outputDetails: 'output_token_details',
}

/** Realtime: text, audio and image, each cached or not (AUD-04). */
export function readOpenAiRealtime(fields: UsageFields): Usage {
  return toUsage(readInput(fields, REALTIME), readOutput(fields, REALTIME, 'inside'))
}

/**
 * Transcription: by duration or by tokens, as the object says (AUD-01). No duration is none: some servers leave
 * it out for silence (AUD-05).
 */
export function readOpenAiTranscription(fields: UsageFields): Usage {
  const seconds = fields.decimal('seconds') ?? fields.decimal('duration')
  if (seconds !== null || fields.given('input_tokens') === null) return toUsage({ audioSeconds: seconds })
  return readOpenAiRealtime(fields)
}

/** Speech: the characters that the caller counted (AUD-02), or tokens, whose output is audio. */
export function readOpenAiSpeech(fields: UsageFields): Usage {
  const characters = fields.given('input_characters') ?? fields.given('characters')
  if (characters !== null) return toUsage({ characters })
  return toUsage(readInput(fields, IMAGES), { audioOutput: fields.required('output_tokens') })
}

/** Images: by piece (IMG-03), or by tokens; output that nobody split is image output (IMG-01, IMG-02). */
export function readOpenAiImages(fields: UsageFields): Usage {
  const images = fields.given('images') ?? fields.given('n')
  if (images !== null) return toUsage({ images })
  const input = readInput(fields, IMAGES)
  const isSplit = fields.given('output_tokens_details', 'image_tokens') !== null
  const { output, ...parts } = readOutput(fields, IMAGES, 'inside')
  return toUsage(input, parts, isSplit ? { output } : { imageOutput: output })
}

/** Video: by the second of what was made (VID-01). */
export function readOpenAiVideo(fields: UsageFields): Usage {
  const seconds = fields.decimal('video_seconds') ?? fields.decimal('seconds')
  if (seconds === null) fields.required('seconds')
  return toUsage({ videoSeconds: seconds })
}
