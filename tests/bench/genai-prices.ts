import { calcPrice, extractUsage, findProvider } from '@pydantic/genai-prices'
import type { PricingCase } from '#scripts/pricing-cases.ts'

const PROVIDERS: Record<string, string> = { 'aws-bedrock': 'aws', 'google-vertex': 'google', xai: 'x-ai' }

/** The extractor for an API, with the provider in front where it has a name of its own there. */
const FLAVORS: Record<string, string> = {
  'openai.chat': 'chat',
  'perplexity openai.chat': 'default',
  'openai.responses': 'responses',
  'openai.embeddings': 'embeddings',
  'openai.realtime': 'realtime',
  'openai.images': 'images',
  'anthropic.messages': 'default',
  'google anthropic.messages': 'anthropic',
  'gemini.generateContent': 'default',
  'bedrock.converse': 'default',
  'deepseek.chat': 'chat',
  'groq.chat': 'default',
  'mistral.chat': 'default',
  'mistral.ocr': 'ocr',
  'cohere.chat': 'default',
  'xai.chat': 'chat',
  'openrouter.chat': 'chat',
  'perplexity.chat': 'default',
}

/**
 * The call of a case as a careful user of genai-prices prices it: `extractUsage` with the provider found once, then
 * `calcPrice` with the provider's id and the instant. Undefined where it knows no price or cannot read the usage.
 */
export function withGenaiPrices(item: PricingCase): (() => number) | undefined {
  const providerId = PROVIDERS[item.provider] ?? item.provider
  const options = { providerId, timestamp: new Date(item.at) }
  const model = String(item.request?.response_model ?? item.model)
  const read = readerOf(item, providerId)
  const price = () => calcPrice(read(), model, options)?.total_price ?? 0
  try {
    return price() > 0 ? price : undefined
  } catch {
    return undefined
  }
}

type TheirUsage = Parameters<typeof calcPrice>[0]

/** Without an extractor the user copies the fields: that takes nothing here. */
function readerOf({ api, raw_usage: raw }: PricingCase, providerId: string): () => TheirUsage {
  const flavor = FLAVORS[`${providerId} ${api}`] ?? FLAVORS[api]
  const provider = findProvider({ providerId })
  if (flavor && provider) {
    const response = responseOf(api, raw)
    return () => extractUsage(provider, response, flavor).usage
  }
  const { requests: _, seconds, ...counts } = raw as Record<string, number>
  const usage = seconds === undefined ? counts : { audio_seconds: seconds }
  return () => usage
}

/** The response around a usage object, as far as the extractors look at it. */
function responseOf(api: string, usage: unknown): unknown {
  if (api === 'gemini.generateContent') return { usageMetadata: usage }
  if (api === 'openai.realtime') return { response: { usage } }
  return api === 'mistral.ocr' ? { usage_info: usage } : { usage }
}
