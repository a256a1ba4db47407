import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { usageTotals } from '#shared/usage/totals.ts'

interface ProviderUsage {
  client: string
  endpoint: string
  provider: string
  usage: Record<string, number>
}

const FILE = new URL('../../../fixtures/usage/provider-usages.json', import.meta.url)
const usages: ProviderUsage[] = JSON.parse(readFileSync(FILE, 'utf8'))

const DIALECTS: Record<string, string> = {
  '/v1/chat/completions': 'openai-chat',
  '/v1/responses': 'openai-responses',
  '/v1/embeddings': 'openai-embeddings',
  '/v1/messages': 'anthropic-messages',
  '/v1beta/models/gemini-2.5-flash:generateContent': 'gemini',
}

/** The provider's own sum of everything that it counted. */
function statedTotal({ usage }: ProviderUsage): number {
  const additive = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens', 'output_tokens']
  return (
    usage.total_tokens ?? usage.totalTokenCount ?? additive.reduce((sum, name) => sum + (usage[name] ?? 0), 0)
  )
}

describe('usage that real clients caused', () => {
  test.each(usages.map((item) => [`${item.client} ${item.endpoint}`, item] as const))(
    '%s adds up to the provider’s total',
    (_, item) => {
      const result = normaliseUsage(item.usage, { provider: item.provider })
      if (!result.ok) throw new Error(JSON.stringify(result.reason))
      const { input, cacheRead, cacheWrite, output } = usageTotals(result.usage)
      expect(result.dialect).toBe(DIALECTS[item.endpoint])
      const sides = [input, cacheRead, cacheWrite, output].map(Number)
      expect(sides.reduce((sum, side) => sum + side)).toBe(statedTotal(item))
    },
  )
})
