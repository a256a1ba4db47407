import type { Usage } from '#shared/usage/classes.ts'
import { recogniseDialect, type UsageDialect } from '#shared/usage/dialects.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import { readAnthropicMessages } from '#shared/usage/readers/anthropic-messages.ts'
import { readBedrockConverse } from '#shared/usage/readers/bedrock-converse.ts'
import { readCohere } from '#shared/usage/readers/cohere.ts'
import { readGemini } from '#shared/usage/readers/gemini.ts'
import { readMistralOcr } from '#shared/usage/readers/mistral-ocr.ts'
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
import { usageOfStream } from '#shared/usage/stream-usage.ts'
import { isObject, type UsageFields, type UsageProblem, usageFields } from '#shared/usage/usage-fields.ts'

export interface UsageHint {
  provider: string
  model?: string
  operation?: string
  usageFormat?: UsageDialect
}

export type NormalisedUsage =
  | { ok: true; usage: Usage; dialect: UsageDialect; reportedUsd?: string }
  | { ok: false; reason: UsageProblem }

/**
 * Turns a provider's usage object, or those of a stream, into disjoint classes, so that nothing is billed twice.
 * The dialect is the hinted one, or is recognised from the object and then from the provider.
 * An object that contradicts itself gives a reason instead of a usage: its cost is invalid, not 0 (INV-01..04).
 * `reportedUsd` is what the provider itself says that the call cost, an exact decimal in USD (REP-01, OR-01..03).
 */
export function normaliseUsage(sent: unknown, hint: UsageHint): NormalisedUsage {
  const raw = usageOfStream(sent)
  if (!isObject(raw)) return { ok: false, reason: UNKNOWN_FORMAT }
  const asker = {
    provider: canonicalProvider(hint.provider),
    model: hint.model ?? '',
    operation: hint.operation ?? '',
  }
  const dialect = hint.usageFormat ?? recogniseDialect(raw, asker)
  if (!dialect) return { ok: false, reason: UNKNOWN_FORMAT }
  const fields = usageFields(raw)
  const usage = read(dialect, fields, raw, asker)
  const reason = fields.problem()
  if (reason) return { ok: false, reason }
  const reportedUsd = reportedCost(raw, asker.provider)
  return reportedUsd === undefined ? { ok: true, usage, dialect } : { ok: true, usage, dialect, reportedUsd }
}

const UNKNOWN_FORMAT: UsageProblem = Object.freeze({
  code: 'unknown_usage_format',
  pointer: '',
  detail: 'the usage object has the shape of no known API',
})

function read(
  dialect: UsageDialect,
  fields: UsageFields,
  raw: Record<string, unknown>,
  { provider, model }: { provider: string; model: string },
): Usage {
  switch (dialect) {
    case 'spendscope':
      return readSpendscope(fields, raw)
    case 'openai-chat':
      return readOpenAiChat(fields, provider)
    case 'openai-responses':
      return readOpenAiResponses(fields)
    case 'openai-embeddings':
      return readOpenAiEmbeddings(fields)
    case 'openai-transcription':
      return readOpenAiTranscription(fields)
    case 'openai-speech':
      return readOpenAiSpeech(fields)
    case 'openai-images':
      return readOpenAiImages(fields)
    case 'openai-realtime':
      return readOpenAiRealtime(fields)
    case 'openai-video':
      return readOpenAiVideo(fields)
    case 'anthropic-messages':
      return readAnthropicMessages(fields)
    case 'gemini':
      return readGemini(fields, raw, model)
    case 'bedrock-converse':
      return readBedrockConverse(fields)
    case 'mistral-ocr':
      return readMistralOcr(fields)
    case 'cohere':
      return readCohere(fields, !('billed_units' in raw))
    case 'perplexity-chat':
      return readPerplexity(fields)
    default:
      return dialect satisfies never
  }
}
