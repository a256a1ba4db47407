import { readFileSync } from 'node:fs'
import { type EventCost, type PriceableEvent, priceEvent } from '#server/prices/price-event.ts'
import { EMPTY_PRICE_BOOK, type PriceBook, toStretches } from '#server/prices/rules-at.ts'
import { parseUsd } from '#shared/money.ts'
import type { Catalogue } from '#shared/pricing/catalogue.ts'
import { toPriceSheet } from '#shared/pricing/price-sheet.ts'
import { isUsageClass } from '#shared/usage/classes.ts'
import type { UsageDialect } from '#shared/usage/dialects.ts'

/** A case of a file of pricing cases: what was called, and what it must cost. */
export interface PricingCase {
  id: string
  provider: string
  model: string
  /** Shape of `raw_usage`; `normalized` is already split into classes, `aggregate` is a sum of stored costs. */
  api: string
  at: string
  request?: Record<string, unknown>
  raw_usage: Record<string, unknown>
  price_override?: Record<string, string>
  expect: 'cost' | 'unpriced' | 'invalid' | 'reported' | 'sum'
  /** The disjoint lines behind the expected value. */
  billed?: { class: string; qty: string; usd: string; per: number; mult?: string[] }[]
  expected_pico_usd: string | null
}

export function readPricingCases(file: string | URL): PricingCase[] {
  return JSON.parse(readFileSync(file, 'utf8')).cases
}

/** Runs a case through the code that prices real events. Returns what it got, in the words of the case. */
export function runPricingCase(catalogue: Catalogue, item: PricingCase): string {
  return item.expect === 'sum' ? addUp(item) : describeCost(priceCase(catalogue, item))
}

export function priceCase(catalogue: Catalogue, item: PricingCase): EventCost {
  return priceEvent(catalogue, bookOf(item), eventOf(item), Date.parse(item.at))
}

export function expectationOf({ expect, expected_pico_usd }: PricingCase): string {
  if (expect === 'unpriced' || expect === 'invalid') return expect
  return `${expect === 'cost' ? 'priced' : expect} ${expected_pico_usd}`
}

const describeCost = ({ status, amount }: EventCost) => (amount === null ? status : `${status} ${amount}`)

function addUp({ raw_usage: { repeat, event_usd: each } }: PricingCase): string {
  let sum = 0n
  for (let count = 0; count < Number(repeat); count++) sum += parseUsd(String(each))
  return `sum ${sum}`
}

/** The event of a case as an app would post it: what the case does not say is absent. */
export function eventOf({ provider, model, api, raw_usage, request }: PricingCase): PriceableEvent {
  const text = (name: string) => (typeof request?.[name] === 'string' ? (request[name] as string) : undefined)
  const event: PriceableEvent = {
    provider,
    model,
    usage: api === 'normalized' ? toOwnClasses(raw_usage) : raw_usage,
    usageFormat: FORMATS[api],
  }
  if (!request) return event
  return {
    ...event,
    responseModel: text('response_model'),
    serviceTier: text('service_tier'),
    region: text('region'),
    request: {
      batch: request.batch === true,
      speed: text('speed'),
      baseUrl: text('base_url'),
      deploymentType: text('deployment_type'),
      zone: text('zone'),
      size: text('size'),
      resolution: text('resolution'),
      quality: text('quality'),
      searchContextSize: text('search_context_size'),
    },
  }
}

/** How we name the API of a case; one that is not here has to be recognised. */
const FORMATS: Record<string, UsageDialect> = {
  normalized: 'spendscope',
  'openai.chat': 'openai-chat',
  'openai.responses': 'openai-responses',
  'openai.embeddings': 'openai-embeddings',
  'openai.transcription': 'openai-transcription',
  'openai.speech': 'openai-speech',
  'openai.images': 'openai-images',
  'openai.realtime': 'openai-realtime',
  'openai.video': 'openai-video',
  'anthropic.messages': 'anthropic-messages',
  'anthropic.messages.stream': 'anthropic-messages',
  'gemini.generateContent': 'gemini',
  'bedrock.converse': 'bedrock-converse',
  'mistral.chat': 'openai-chat',
  'mistral.ocr': 'mistral-ocr',
  'cohere.chat': 'cohere',
  'cohere.embed': 'cohere',
  'cohere.rerank': 'cohere',
  'deepseek.chat': 'openai-chat',
  'xai.chat': 'openai-chat',
  'xai.responses': 'openai-responses',
  'groq.chat': 'openai-chat',
  'groq.transcription': 'openai-transcription',
  'openrouter.chat': 'openai-chat',
  'perplexity.chat': 'perplexity-chat',
}

/** Classes whose names put the modality first here, and last in the cases. */
const MODALITY = /^(input|output|cacheRead)(Audio|Image|Video)$/
const RENAMED: Record<string, string> = { inputCharacters: 'characters' }

/** `cache_write_5m_tokens` as `cacheWrite5m`, `input_audio` as `audioInput`. */
function toOwnClasses(usage: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(usage).map(([name, count]) => [className(name), count]))
}

export function className(name: string): string {
  const camel = name.replace(/_tokens$/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  const modality = MODALITY.exec(camel)
  if (!modality) return RENAMED[camel] ?? camel
  const [, side = '', kind = ''] = modality
  return kind.toLowerCase() + side[0]!.toUpperCase() + side.slice(1)
}

/** A price override or an alias of the case as the price book of its project. */
function bookOf({ provider, model, price_override: own, request }: PricingCase): PriceBook {
  const always = {
    scope: 'project',
    from: Number.NEGATIVE_INFINITY,
    until: Number.POSITIVE_INFINITY,
  } as const
  const rates = Object.entries(own ?? {}).flatMap(([name, usd]) => {
    const known = className(name.replace(/(?:_usd)?_per_mtok$/, ''))
    return isUsageClass(known) ? [[known, usd]] : []
  })
  const overrides = own
    ? [{ ...always, provider, model, value: toPriceSheet({ rates: Object.fromEntries(rates) }) }]
    : []
  const aliases = Object.entries((request?.alias_map ?? {}) as Record<string, string>).map(
    ([name, target]) => ({
      ...always,
      provider,
      model: name,
      value: toTarget(provider, target),
    }),
  )
  return { ...EMPTY_PRICE_BOOK, stretches: toStretches(overrides, aliases) }
}

/** `openai/gpt-4o`, or a bare name of the same provider. */
function toTarget(provider: string, target: string): { provider: string; model: string } {
  const slash = target.indexOf('/')
  return slash > 0
    ? { provider: target.slice(0, slash), model: target.slice(slash + 1) }
    : { provider, model: target }
}
