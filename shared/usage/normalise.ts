import { isUsageClass, type Usage } from '#shared/usage/classes.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import { readAnthropicMessages } from '#shared/usage/readers/anthropic-messages.ts'
import { readGemini } from '#shared/usage/readers/gemini.ts'
import { readOpenAiChat, readOpenAiEmbeddings, readOpenAiResponses } from '#shared/usage/readers/openai.ts'
import { readSpendscope } from '#shared/usage/readers/spendscope.ts'
import { isObject, type UsageFields, type UsageProblem, usageFields } from '#shared/usage/usage-fields.ts'

export const USAGE_DIALECTS = [
  'spendscope',
  'openai-chat',
  'openai-responses',
  'openai-embeddings',
  'anthropic-messages',
  'gemini',
] as const
export type UsageDialect = (typeof USAGE_DIALECTS)[number]

export interface UsageHint {
  provider: string
  operation?: string
  usageFormat?: UsageDialect
}

export type NormalisedUsage =
  | { ok: true; usage: Usage; dialect: UsageDialect }
  | { ok: false; reason: UsageProblem }

/**
 * Turns a provider's usage object into disjoint classes, so that nothing is billed twice.
 * The dialect is the hinted one, or is recognised from the object and then from the provider.
 * An object that contradicts itself gives a reason instead of a usage: its cost is invalid, not 0 (INV-01..04).
 */
export function normaliseUsage(raw: unknown, hint: UsageHint): NormalisedUsage {
  const dialect = hint.usageFormat ?? (isObject(raw) ? recognise(raw, hint) : undefined)
  if (!dialect || !isObject(raw)) return { ok: false, reason: UNKNOWN_FORMAT }
  const fields = usageFields(raw)
  const usage = read(dialect, fields, raw, hint)
  const reason = fields.problem()
  return reason ? { ok: false, reason } : { ok: true, usage, dialect }
}

const UNKNOWN_FORMAT: UsageProblem = Object.freeze({
  code: 'unknown_usage_format',
  pointer: '',
  detail: 'the usage object has the shape of no known API',
})

function read(dialect: UsageDialect, fields: UsageFields, raw: unknown, hint: UsageHint): Usage {
  switch (dialect) {
    case 'spendscope':
      return readSpendscope(fields, raw)
    case 'openai-chat':
      return readOpenAiChat(fields, canonicalProvider(hint.provider) === 'google')
    case 'openai-responses':
      return readOpenAiResponses(fields)
    case 'openai-embeddings':
      return readOpenAiEmbeddings(fields)
    case 'anthropic-messages':
      return readAnthropicMessages(fields)
    case 'gemini':
      return readGemini(fields)
    default:
      return dialect satisfies never
  }
}

function recognise(raw: Record<string, unknown>, hint: UsageHint): UsageDialect | undefined {
  const hasAny = (...names: string[]) => names.some((name) => name in raw)
  if (hasAny('prompt_tokens', 'completion_tokens'))
    return isEmbedding(raw, hint) ? 'openai-embeddings' : 'openai-chat'
  if (hasAny('promptTokenCount', 'candidatesTokenCount', 'totalTokenCount')) return 'gemini'
  if (hasAny('input_tokens', 'output_tokens')) {
    if (hasAny('cache_creation_input_tokens', 'cache_read_input_tokens', 'cache_creation', 'server_tool_use'))
      return 'anthropic-messages'
    if (hasAny('input_tokens_details', 'total_tokens')) return 'openai-responses'
    return canonicalProvider(hint.provider) === 'anthropic' ? 'anthropic-messages' : 'openai-responses'
  }
  return Object.keys(raw).some(isUsageClass) ? 'spendscope' : undefined
}

/** Without an output count only embeddings make sense, and only if nothing says that some output got lost. */
function isEmbedding(raw: Record<string, unknown>, { operation }: UsageHint): boolean {
  if (operation) return /^embeddings?$/i.test(operation)
  return !('completion_tokens' in raw) && raw.prompt_tokens === raw.total_tokens
}
