import type { AppContext } from '#server/context.ts'
import type { PriceableEvent } from '#server/prices/price-event.ts'
import { priceUsage } from '#server/prices/price-usage.ts'
import type { PriceBook } from '#server/prices/rules-at.ts'
import type { SimulatedChange } from '#shared/api/simulations.ts'
import type { PicoUsd } from '#shared/money.ts'
import { resolveModel } from '#shared/pricing/resolve-model.ts'
import type { Usage } from '#shared/usage/classes.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { canonicalProvider } from '#shared/usage/provider-names.ts'
import type { ServedTerms } from '#shared/usage/served-terms.ts'
import { promptTokens, usageTotals } from '#shared/usage/totals.ts'
import { guessTokens, type TokenFactors, type TokenRange } from '../market/guess-tokens.ts'
import { changeUsage } from './change-usage.ts'

/** What one event would cost, alone and in a batch. */
interface SimulatedCost {
  plain: CostRange
  /** null where the change sends nothing to the batch API. */
  batch: CostRange | null
}

export type CostRange = Record<'low' | 'expected' | 'high', PicoUsd>

export type SimulatedEvent = { ok: true; cost: SimulatedCost } | { ok: false; reason: string }

const SAME: TokenFactors = { input: 1, output: 1, reasoning: 1 }
const SAME_TOKENS: TokenRange = { fewest: SAME, expected: SAME, most: SAME }

const MEDIA = ['imageInput', 'audioInput', 'videoInput', 'images', 'audioSeconds', 'videoSeconds'] as const

/** What an event would cost if something were other; a reason where nobody can say. Prices are those of its instant. */
export function simulateEvent(
  ctx: AppContext,
  book: PriceBook,
  event: PriceableEvent,
  change: SimulatedChange,
  epochMs: number,
): SimulatedEvent {
  const read = event.usage ? normaliseUsage(event.usage, event) : null
  if (!read?.ok) return { ok: false, reason: read ? read.reason.code : 'no_usage' }
  const call = changeCall(event, read.served, change)
  const target = targetFacts(ctx, change)
  if (change.model && MEDIA.some((name) => read.usage[name])) return { ok: false, reason: 'media_units' }
  const range = change.model ? guessTokens(event.provider, change.model.provider, target) : SAME_TOKENS
  const usageOf = (factors: TokenFactors) =>
    changeUsage(read.usage, {
      factors,
      losesCaches: isOtherProvider(event, change),
      cacheReadPercent: change.cacheReadPercent,
    })
  if (isTooLong(usageOf(range.expected), target.contextWindow))
    return { ok: false, reason: 'context_too_small' }
  const price = (terms: typeof call) => priceRange(ctx, book, terms, range, usageOf, epochMs)
  const plain = price(call)
  if (!plain.ok) return plain
  if (!change.batchPercent) return { ok: true, cost: { plain: plain.range, batch: null } }
  const batch = price({ ...call, served: {}, serviceTier: 'batch' })
  return batch.ok ? { ok: true, cost: { plain: plain.range, batch: batch.range } } : batch
}

type Call = PriceableEvent & { served: ServedTerms }

/** Another provider sells other terms; the tier and the place still have to be had. */
function changeCall(event: PriceableEvent, served: ServedTerms, change: SimulatedChange): Call {
  const { model, serviceTier } = change
  const other = model && { provider: model.provider, model: model.model, responseModel: undefined }
  const request = isOtherProvider(event, change) ? { batch: event.request?.batch } : event.request
  const tier = serviceTier && { serviceTier, served: { ...served, tier: undefined, trafficType: undefined } }
  const { responseModel: _, request: __, ...kept } = event
  return {
    ...kept,
    ...(!other && event.responseModel && { responseModel: event.responseModel }),
    ...(request && { request }),
    served,
    ...other,
    ...tier,
  } as Call
}

const isOtherProvider = ({ provider }: PriceableEvent, { model }: SimulatedChange) =>
  model !== undefined && canonicalProvider(model.provider) !== canonicalProvider(provider)

interface TargetFacts {
  contextWindow: number | undefined
  /** undefined: the catalogue does not say. */
  reasons: boolean | undefined
}

function targetFacts(ctx: AppContext, { model }: SimulatedChange): TargetFacts {
  const found = model && resolveModel(ctx.catalogue, model)
  if (found?.kind !== 'catalogue') return { contextWindow: undefined, reasons: undefined }
  const { contextWindow, reasons } = found.model.capabilities
  return { contextWindow, reasons }
}

const isTooLong = (usage: Usage, contextWindow: number | undefined) =>
  contextWindow !== undefined &&
  Number(promptTokens(usage)) + Number(usageTotals(usage).output) > contextWindow

function priceRange(
  ctx: AppContext,
  book: PriceBook,
  { served, ...call }: Call,
  range: TokenRange,
  usageOf: (factors: TokenFactors) => Usage,
  epochMs: number,
): { ok: true; range: CostRange } | { ok: false; reason: string } {
  const price = (factors: TokenFactors) => {
    const used = { usage: usageOf(factors), served }
    const then = priceUsage(ctx.catalogue, book, call, used, epochMs)
    // A model that is newer than the event is judged by what it costs today.
    return then.reason === 'no_price_at_that_time'
      ? priceUsage(ctx.catalogue, book, call, used, ctx.clock().getTime())
      : then
  }
  const expected = price(range.expected)
  if (expected.status !== 'priced') return { ok: false, reason: expected.reason! }
  if (range === SAME_TOKENS) {
    const amount = expected.amount!
    return { ok: true, range: { low: amount, expected: amount, high: amount } }
  }
  const [low, high] = [price(range.fewest), price(range.most)]
  if (low.status !== 'priced' || high.status !== 'priced') return { ok: false, reason: 'class_without_price' }
  return { ok: true, range: { low: low.amount!, expected: expected.amount!, high: high.amount! } }
}
