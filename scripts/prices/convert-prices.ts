import type { ConditionalPrice, ModelInfo, ModelPrice } from '@pydantic/genai-prices'
import type { PriceRow } from '#shared/pricing/provider-file.ts'
import type { UsageClass } from '#shared/usage/classes.ts'

const CLASS_OF_KEY: Readonly<Record<string, { class: UsageClass; per: number }>> = {
  input_mtok: { class: 'input', per: 1_000_000 },
  input_audio_mtok: { class: 'audioInput', per: 1_000_000 },
  input_image_mtok: { class: 'imageInput', per: 1_000_000 },
  input_video_mtok: { class: 'videoInput', per: 1_000_000 },
  cache_read_mtok: { class: 'cacheRead', per: 1_000_000 },
  cache_audio_read_mtok: { class: 'audioCacheRead', per: 1_000_000 },
  cache_image_read_mtok: { class: 'imageCacheRead', per: 1_000_000 },
  cache_write_mtok: { class: 'cacheWrite', per: 1_000_000 },
  cache_write_1h_mtok: { class: 'cacheWrite1h', per: 1_000_000 },
  output_mtok: { class: 'output', per: 1_000_000 },
  output_reasoning_mtok: { class: 'reasoning', per: 1_000_000 },
  output_audio_mtok: { class: 'audioOutput', per: 1_000_000 },
  output_image_mtok: { class: 'imageOutput', per: 1_000_000 },
  output_video_mtok: { class: 'videoOutput', per: 1_000_000 },
  web_searches_kcount: { class: 'webSearches', per: 1_000 },
  output_citation_mtok: { class: 'citation', per: 1_000_000 },
  storage_searches_kcount: { class: 'fileSearches', per: 1_000 },
  input_document_kpages: { class: 'documentPages', per: 1_000 },
  input_annotated_document_kpages: { class: 'annotatedPages', per: 1_000 },
  requests_kcount: { class: 'requests', per: 1_000 },
  input_audio_hours: { class: 'audioSeconds', per: 3_600 },
}

/** Repeats of another key: a model is priced right without them. */
const IGNORED = new Set(['audio_hours'])

/** Charged for every call, and no usage class counts them: with such a key a model would be priced too low. */
const NOT_COUNTED = new Set(['input_text_messages_kcount'])

/**
 * The dated rows of a model, or why it has none.
 * @throws Error for a price key or a condition that the generator was not taught, so that none is lost in silence.
 */
export function convertPrices(model: ModelInfo): PriceRow[] | { leftOut: string } {
  const rows: ConditionalPrice[] = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]
  const keys = rows.flatMap(({ prices }) => Object.keys(prices))
  const notCounted = keys.find((key) => NOT_COUNTED.has(key))
  if (notCounted) return { leftOut: notCounted }
  if (rows.some(({ constraint }) => constraint?.type === 'time_of_date')) return { leftOut: 'time of day' }
  if (keys.length > 0) return rows.map(toRow)
  // CAT-05: a free slug costs 0. Elsewhere no price means that nobody wrote one down.
  return model.id.endsWith(':free') ? [{ rates: { input: '0', output: '0' } }] : { leftOut: 'no price' }
}

function toRow({ constraint, prices }: ConditionalPrice): PriceRow {
  const longContext = tierStarts(prices).map((start) => ({ ...bound(start), rates: toRates(prices, start) }))
  return {
    ...(constraint?.type === 'start_date' && { from: `${constraint.start_date}T00:00:00Z` }),
    // Upstream has the fee of the largest search only (REQ-01).
    ...('requests_kcount' in prices && { terms: { searchContext: 'high' } }),
    rates: toRates(prices, 0),
    ...(longContext.length > 0 && { longContext }),
  }
}

function tierStarts(prices: ModelPrice): number[] {
  const starts = Object.values(prices).flatMap((price) =>
    typeof price === 'object' ? price.tiers.map(({ start }) => start) : [],
  )
  return [...new Set(starts)].sort((a, b) => a - b)
}

/** The source knows only "more than": 199999 is its way to write "200000 or more" (CTX-07). */
const bound = (start: number) => (start % 1_000 === 999 ? { atLeast: start + 1 } : { above: start })

/** The rates of the tier that starts at `start`; 0 is the base. A price without tiers holds in all of them. */
function toRates(prices: ModelPrice, start: number): PriceRow['rates'] {
  const rates: PriceRow['rates'] = {}
  for (const [key, price] of Object.entries(prices)) {
    if (price === undefined || IGNORED.has(key)) continue
    const target = CLASS_OF_KEY[key]
    if (!target) throw new Error(`unknown price key ${key}`)
    const tier =
      typeof price === 'object' ? price.tiers.findLast((candidate) => candidate.start <= start) : null
    const amount = toDecimal(typeof price === 'object' ? (tier?.price ?? price.base) : price)
    rates[target.class] = target.per === 1_000_000 ? amount : { usd: amount, per: target.per }
  }
  return rates
}

/** Twelve decimals are more than any price list has, and fewer than float noise needs. */
export const toDecimal = (price: number) => price.toFixed(12).replace(/\.?0+$/, '')
