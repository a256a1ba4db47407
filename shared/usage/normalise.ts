import type { PicoUsd } from '#shared/money.ts'
import type { Usage } from '#shared/usage/classes.ts'
import { CountReader, isObject, type RawUsage, type UsageProblem } from '#shared/usage/count-reader.ts'
import { recogniseDialect, type UsageDialect } from '#shared/usage/dialects.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import { readAiSdk } from '#shared/usage/readers/ai-sdk.ts'
import { readAnthropicMessages } from '#shared/usage/readers/anthropic-messages.ts'
import { readBedrockConverse } from '#shared/usage/readers/bedrock-converse.ts'
import { readCohere } from '#shared/usage/readers/cohere.ts'
import { readGemini } from '#shared/usage/readers/gemini.ts'
import { isInSnakeCase, withApiNames } from '#shared/usage/readers/gemini-names.ts'
import { langChainTerms, readLangChain } from '#shared/usage/readers/langchain.ts'
import { readMistralOcr } from '#shared/usage/readers/mistral-ocr.ts'
import { readOllama } from '#shared/usage/readers/ollama.ts'
import { readOpenAiChat, readOpenAiEmbeddings, readOpenAiResponses } from '#shared/usage/readers/openai.ts'
import {
  readOpenAiImages,
  readOpenAiRealtime,
  readOpenAiSpeech,
  readOpenAiTranscription,
  readOpenAiVideo,
} from '#shared/usage/readers/openai-media.ts'
import { readPerplexity } from '#shared/usage/readers/perplexity.ts'
import { readSpendscope } from '#shared/usage/readers/spendscope.ts'
import { reportedCost } from '#shared/usage/reported-cost.ts'
import { NOTHING_SAID, type ServedTerms, servedTerms } from '#shared/usage/served-terms.ts'
import { usageOfStream } from '#shared/usage/stream-usage.ts'

/** What is known of the call that caused a usage. */
export interface UsageHint {
  provider: string
  model?: string | undefined
  /** The model that the response names: it answered. */
  responseModel?: string | undefined
  operation?: string | undefined
  usageFormat?: UsageDialect | undefined
}

export type NormalisedUsage =
  | { ok: true; usage: Usage; dialect: UsageDialect; served: ServedTerms; charged: PicoUsd | undefined }
  | { ok: false; reason: UsageProblem }

/**
 * Turns a provider's usage object, or those of a stream, into disjoint classes, so that nothing is billed twice.
 * The dialect is the hinted one, or is recognised from the object and then from the provider.
 * An object that contradicts itself gives a reason instead of a usage: its cost is invalid, not 0 (INV-01..04).
 * `served` is what the object says of the terms, and `charged` is what the
 * provider itself says that the call cost (REP-01, OR-01..03).
 */
export function normaliseUsage(sent: unknown, hint: UsageHint): NormalisedUsage {
  const raw = usageOfStream(sent)
  if (!isObject(raw)) return { ok: false, reason: UNKNOWN_FORMAT }
  const asker = {
    provider: canonicalProvider(hint.provider),
    model: hint.responseModel ?? hint.model ?? '',
    operation: hint.operation ?? '',
  }
  const dialect = hint.usageFormat ?? recogniseDialect(raw, asker)
  if (!dialect) return { ok: false, reason: UNKNOWN_FORMAT }
  const inner = innerUsage(dialect, raw)
  const usageFormat = inner && recogniseDialect(inner, asker)
  if (usageFormat) return normaliseUsage(inner, { ...hint, usageFormat })
  const counts = new CountReader()
  const usage = read(dialect, raw, counts, asker)
  if (counts.problem) return { ok: false, reason: counts.problem }
  // Our own classes have no room for what else a provider may say.
  const isOwn = dialect === 'spendscope'
  return {
    ok: true,
    usage,
    dialect,
    served: isOwn ? NOTHING_SAID : dialect === 'langchain' ? langChainTerms(raw) : servedTerms(raw),
    charged: isOwn ? undefined : reportedCost(raw, asker.provider),
  }
}

/** What the provider itself sent, where a library holds it, or has other names for its fields. */
function innerUsage(dialect: UsageDialect, raw: RawUsage): RawUsage | undefined {
  if (dialect === 'ai-sdk') return isObject(raw.raw) ? raw.raw : undefined
  return dialect === 'gemini' && isInSnakeCase(raw) ? withApiNames(raw) : undefined
}

const UNKNOWN_FORMAT: UsageProblem = Object.freeze({
  code: 'unknown_usage_format',
  pointer: '',
  detail: 'the usage object has the shape of no known API',
})

function read(
  dialect: UsageDialect,
  raw: RawUsage,
  counts: CountReader,
  { provider, model }: { provider: string; model: string },
): Usage {
  switch (dialect) {
    case 'spendscope':
      return readSpendscope(raw, counts)
    case 'openai-chat':
      return provider === 'perplexity' ? readPerplexity(raw, counts) : readOpenAiChat(raw, counts, provider)
    case 'openai-responses':
      return readOpenAiResponses(raw, counts)
    case 'openai-embeddings':
      return readOpenAiEmbeddings(raw, counts)
    case 'openai-transcription':
      return readOpenAiTranscription(raw, counts, provider)
    case 'openai-speech':
      return readOpenAiSpeech(raw, counts)
    case 'openai-images':
      return readOpenAiImages(raw, counts)
    case 'openai-realtime':
      return readOpenAiRealtime(raw, counts)
    case 'openai-video':
      return readOpenAiVideo(raw, counts)
    case 'anthropic-messages':
      return readAnthropicMessages(raw, counts)
    case 'gemini':
      return readGemini(raw, counts, model)
    case 'bedrock-converse':
      return readBedrockConverse(raw, counts)
    case 'mistral-ocr':
      return readMistralOcr(raw, counts)
    case 'cohere':
      return readCohere(raw, counts)
    case 'perplexity-chat':
      return readPerplexity(raw, counts)
    case 'ollama':
      return readOllama(raw, counts)
    case 'langchain':
      return readLangChain(raw, counts)
    case 'ai-sdk':
      return readAiSdk(raw, counts, provider)
    default:
      return dialect satisfies never
  }
}
