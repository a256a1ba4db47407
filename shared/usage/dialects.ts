import { isUsageClass } from '#shared/usage/classes.ts'
import { isObject } from '#shared/usage/usage-fields.ts'

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
] as const
export type UsageDialect = (typeof USAGE_DIALECTS)[number]

interface Asker {
  /** The catalogue's id of the provider. */
  provider: string
  model: string
  operation: string
}

/** Tells the dialect of a usage object from its own fields, and only where they leave a doubt from who sent it. */
export function recogniseDialect(raw: Record<string, unknown>, asker: Asker): UsageDialect | undefined {
  const hasAny = (...names: string[]) => names.some((name) => name in raw)
  if (hasAny('prompt_tokens', 'completion_tokens')) return recogniseChat(raw, asker)
  if (hasAny('promptTokenCount', 'candidatesTokenCount', 'totalTokenCount')) return 'gemini'
  if (hasAny('input_token_details', 'output_token_details') && raw.type !== 'tokens') return 'openai-realtime'
  if (hasAny('input_tokens', 'output_tokens')) return recogniseInputOutput(raw, asker)
  if (hasAny('cacheReadInputTokens', 'cacheWriteInputTokens')) return 'bedrock-converse'
  if (hasAny('inputTokens', 'outputTokens')) return asker.provider === 'aws' ? 'bedrock-converse' : undefined
  if (hasAny('billed_units') || (isObject(raw.meta) && 'billed_units' in raw.meta)) return 'cohere'
  if (hasAny('pages_processed')) return 'mistral-ocr'
  if (hasAny('video_seconds')) return 'openai-video'
  if (hasAny('input_characters')) return 'openai-speech'
  if (hasAny('seconds', 'duration')) return isVideo(asker) ? 'openai-video' : 'openai-transcription'
  if (hasAny('total_tokens')) return isEmbedding(raw, asker) ? 'openai-embeddings' : undefined
  return Object.keys(raw).some(isUsageClass) ? 'spendscope' : undefined
}

function recogniseChat(raw: Record<string, unknown>, asker: Asker): UsageDialect {
  if (asker.provider === 'perplexity' || 'citation_tokens' in raw) return 'perplexity-chat'
  return isEmbedding(raw, asker) ? 'openai-embeddings' : 'openai-chat'
}

function recogniseInputOutput(raw: Record<string, unknown>, asker: Asker): UsageDialect {
  const hasAny = (...names: string[]) => names.some((name) => name in raw)
  if (raw.type === 'tokens' || /transcri/i.test(asker.operation)) return 'openai-transcription'
  if (hasAny('cache_creation_input_tokens', 'cache_read_input_tokens', 'cache_creation', 'server_tool_use'))
    return 'anthropic-messages'
  if (isImage(raw, asker)) return 'openai-images'
  if (/speech/i.test(asker.operation) || /-tts\b/i.test(asker.model)) return 'openai-speech'
  if (hasAny('input_tokens_details', 'total_tokens')) return 'openai-responses'
  return asker.provider === 'anthropic' ? 'anthropic-messages' : 'openai-responses'
}

/** Only the image endpoint splits its input into text and image tokens; without a split the model tells (IMG-02). */
function isImage(raw: Record<string, unknown>, { model, operation }: Asker): boolean {
  const details = raw.input_tokens_details
  if (isObject(details) && ('image_tokens' in details || 'text_tokens' in details)) return true
  return /image/i.test(operation) || /^(?:openai\/)?(?:gpt|chatgpt)-image-/i.test(model.trim())
}

const isVideo = ({ model, operation }: Asker) => /video/i.test(operation) || /sora/i.test(model)

/** Without an output count only embeddings make sense, and only if nothing says that some output got lost. */
function isEmbedding(raw: Record<string, unknown>, { provider, operation }: Asker): boolean {
  if (operation) return /^(?:embeddings?|rerank)$/i.test(operation)
  if (!('prompt_tokens' in raw)) return provider === 'voyageai'
  return !('completion_tokens' in raw) && raw.prompt_tokens === raw.total_tokens
}
