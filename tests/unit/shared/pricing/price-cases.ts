import { readFileSync } from 'node:fs'
import { toPriceSheet } from '#shared/pricing/price-sheet.ts'

interface PriceCase {
  id: string
  provider: string
  model: string
  api: string
  at: string
  request?: Record<string, unknown>
  raw_usage: Record<string, unknown>
  price_override?: { input_per_mtok: string; output_per_mtok: string }
  expect: 'cost' | 'unpriced' | 'invalid' | 'reported' | 'sum'
  billed?: { class: string; qty: string; usd: string; per: number; mult?: string[] }[]
  expected_pico_usd: string | null
}

/** Shapes that a dialect of today reads; the last four are copies of OpenAI's chat completions. */
const APIS = new Set([
  'normalized',
  'openai.chat',
  'openai.responses',
  'openai.embeddings',
  'anthropic.messages',
  'gemini.generateContent',
  'deepseek.chat',
  'groq.chat',
  'mistral.chat',
  'xai.chat',
])

const FILE = new URL('../../../fixtures/pricing/cases.json', import.meta.url)

export const allCases: PriceCase[] = JSON.parse(readFileSync(FILE, 'utf8')).cases

/** In scope: a known shape, no factor on the price, and no fact of the request but the model that answered. */
export const isInScope = ({ api, request = {}, raw_usage, expect }: PriceCase) =>
  APIS.has(api) &&
  (expect === 'cost' || expect === 'unpriced' || expect === 'invalid') &&
  !('speed' in raw_usage || 'inference_geo' in raw_usage) &&
  Object.entries(request).every(([key, value]) => key === 'response_model' || value === 'global')

const CLASS_NAMES: Record<string, string> = {
  input_tokens: 'input',
  cache_read_tokens: 'cacheRead',
  output_tokens: 'output',
}

/** The usage as an app would send it: cases with the shape `normalized` use Spendscope's own classes. */
export function usageOf({ api, raw_usage }: PriceCase): Record<string, unknown> {
  if (api !== 'normalized') return raw_usage
  const entries = Object.entries(raw_usage).filter(([name]) => name !== 'requests')
  return Object.fromEntries(entries.map(([name, count]) => [CLASS_NAMES[name] ?? name, count]))
}

export const overrideSheet = ({ price_override }: PriceCase) =>
  price_override &&
  toPriceSheet({ rates: { input: price_override.input_per_mtok, output: price_override.output_per_mtok } })

/** `cache_write_5m` as `cacheWrite5m`. */
export const className = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
