import { isUsageClass } from '#shared/usage/classes.ts'
import { isObject, type RawUsage } from '#shared/usage/count-reader.ts'
import { isInSnakeCase } from '#shared/usage/readers/gemini-names.ts'
import { isLangChain } from '#shared/usage/readers/langchain.ts'

/** The API shapes of usage objects that can be read, as `usageFormat` names them. */
export const USAGE_DIALECTS = [
  'spendscope',
  'openai-chat',
  'openai-responses',
  'openai-embeddings',
  'openai-transcription',
  'openai-speech',
  'openai-images',
  'openai-realtime',
  'openai-video',
  'anthropic-messages',
  'gemini',
  'bedrock-converse',
  'mistral-ocr',
  'cohere',
  'perplexity-chat',
  'ollama',
  'langchain',
  'ai-sdk',
] as const
export type UsageDialect = (typeof USAGE_DIALECTS)[number]

interface Asker {
  /** The catalogue's id of the provider. */
  provider: string
  model: string
  operation: string
}

/** Tells the dialect of a usage object from its own fields, and only where they leave a doubt from who sent it. */
export function recogniseDialect(raw: RawUsage, asker: Asker): UsageDialect | undefined {
  // The fields that nearly every object has come first: each that is not there costs time.
  if (has(raw.prompt_tokens)) return recogniseChat(raw, asker)
  if (has(raw.input_tokens)) return recogniseInputOutput(raw, asker)
  if (has(raw.promptTokenCount)) return 'gemini'
  if (has(raw.input) || has(raw.output)) return 'spendscope'
  if (has(raw.completion_tokens)) return recogniseChat(raw, asker)
  if (has(raw.candidatesTokenCount) || has(raw.totalTokenCount)) return 'gemini'
  if (has(raw.output_tokens) || isRealtime(raw)) return recogniseInputOutput(raw, asker)
  if (has(raw.cacheReadInputTokens) || has(raw.cacheWriteInputTokens)) return 'bedrock-converse'
  if (has(raw.inputTokens) || has(raw.outputTokens)) return recogniseCamelCase(raw, asker)
  if (has(raw.billed_units) || (isObject(raw.meta) && has(raw.meta.billed_units))) return 'cohere'
  if (has(raw.pages_processed)) return 'mistral-ocr'
  if (has(raw.video_seconds)) return 'openai-video'
  if (has(raw.input_characters)) return 'openai-speech'
  if (has(raw.seconds) || has(raw.duration)) return isVideo(asker) ? 'openai-video' : 'openai-transcription'
  if (has(raw.total_tokens)) return isEmbedding(raw, asker) ? 'openai-embeddings' : undefined
  if (isInSnakeCase(raw)) return 'gemini'
  if (has(raw.eval_count) || has(raw.prompt_eval_count)) return 'ollama'
  if (has(raw.tokens)) return 'ai-sdk'
  return Object.keys(raw).some(isUsageClass) ? 'spendscope' : undefined
}

/** Also a null says which API it was. */
const has = (value: unknown) => value !== undefined

function recogniseChat(raw: RawUsage, asker: Asker): UsageDialect {
  if (asker.provider === 'perplexity' || has(raw.citation_tokens)) return 'perplexity-chat'
  return isEmbedding(raw, asker) ? 'openai-embeddings' : 'openai-chat'
}

/** Bedrock and the AI SDK; of the latter, version 5 has the cached count, later ones the details. */
function recogniseCamelCase(raw: RawUsage, { provider }: Asker): UsageDialect | undefined {
  if (has(raw.inputTokenDetails) || has(raw.cachedInputTokens)) return 'ai-sdk'
  if (provider === 'aws') return 'bedrock-converse'
  return has(raw.inputTokens) && has(raw.outputTokens) ? 'ai-sdk' : undefined
}

/** Realtime and transcription write `token` where the other endpoints write `tokens`. */
const isRealtime = ({ input_token_details, output_token_details }: RawUsage) =>
  has(input_token_details) || has(output_token_details)

function recogniseInputOutput(raw: RawUsage, asker: Asker): UsageDialect {
  if (raw.type === 'tokens' || says(asker.operation, /transcri/i)) return 'openai-transcription'
  if (isRealtime(raw)) return isLangChain(raw) ? 'langchain' : 'openai-realtime'
  if (isAnthropic(raw, asker)) return 'anthropic-messages'
  if (isImage(raw, asker)) return 'openai-images'
  return isSpeech(asker) ? 'openai-speech' : 'openai-responses'
}

/** Claude says the same on every cloud. */
function isAnthropic(raw: RawUsage, { provider, model }: Asker): boolean {
  if (has(raw.cache_creation_input_tokens) || has(raw.cache_read_input_tokens)) return true
  if (has(raw.cache_creation) || has(raw.server_tool_use)) return true
  if (has(raw.input_tokens_details) || has(raw.total_tokens)) return false
  return provider === 'anthropic' || /claude/i.test(model)
}

/** Only the image endpoint splits its input into text and image tokens; without a split the model tells (IMG-02). */
function isImage(raw: RawUsage, { model, operation }: Asker): boolean {
  const details = raw.input_tokens_details
  if (isObject(details) && (has(details.image_tokens) || has(details.text_tokens))) return true
  return says(operation, /image/i) || /^(?:openai\/)?(?:gpt|chatgpt)-image-/i.test(model.trim())
}

const isSpeech = ({ model, operation }: Asker) => says(operation, /speech/i) || /-tts\b/i.test(model)

const isVideo = ({ model, operation }: Asker) => says(operation, /video/i) || /sora/i.test(model)

/** Most callers name no operation. */
const says = (operation: string, word: RegExp) => operation !== '' && word.test(operation)

/** Without an output count only embeddings make sense, and only if nothing says that some output got lost. */
function isEmbedding(raw: RawUsage, { provider, operation }: Asker): boolean {
  if (operation) return /^(?:embeddings?|rerank)$/i.test(operation)
  if (!has(raw.prompt_tokens)) return provider === 'voyageai'
  return !has(raw.completion_tokens) && raw.prompt_tokens === raw.total_tokens
}
