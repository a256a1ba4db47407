import { readFileSync } from 'node:fs'
import { toPriceSheet } from '#shared/pricing/price-sheet.ts'
import type { CallFacts } from '#shared/pricing/terms.ts'

export interface PriceCase {
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

const FILE = new URL('../../../fixtures/pricing/cases.json', import.meta.url)

export const allCases: PriceCase[] = JSON.parse(readFileSync(FILE, 'utf8')).cases

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

/** The request facts of a case as an event has them. */
export function factsOf({ provider, raw_usage, request = {} }: PriceCase): CallFacts {
  const text = (name: string) => (typeof request[name] === 'string' ? request[name] : undefined)
  return {
    provider,
    usage: raw_usage,
    serviceTier: text('service_tier'),
    region: text('region'),
    request: {
      batch: request.batch === true,
      speed: text('speed'),
      baseUrl: text('base_url'),
      deploymentType: text('deployment_type'),
      zone: text('zone'),
      size: text('size'),
      quality: text('quality'),
      searchContextSize: text('search_context_size'),
    },
  }
}

const MODALITIES: Record<string, string> = {
  inputAudio: 'audioInput',
  inputImage: 'imageInput',
  inputVideo: 'videoInput',
  cacheReadAudio: 'audioCacheRead',
  cacheReadImage: 'imageCacheRead',
  outputAudio: 'audioOutput',
  outputImage: 'imageOutput',
  inputCharacters: 'characters',
}

/** `cache_write_5m` as `cacheWrite5m`, `input_audio` as `audioInput`. */
export function className(name: string): string {
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return MODALITIES[camel] ?? camel
}
