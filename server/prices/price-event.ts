import type { CostStatus } from '#shared/api/events.ts'
import type { UsageEvent } from '#shared/api/usage-event.ts'
import { type PicoUsd, parseUsd } from '#shared/money.ts'
import type { Catalogue } from '#shared/pricing/catalogue.ts'
import { type Cost, costOf, type PricedLine } from '#shared/pricing/cost.ts'
import type { Usage } from '#shared/usage/classes.ts'
import { normaliseUsage } from '#shared/usage/normalise.ts'
import { findPrices, type PriceBook } from './find-prices.ts'

/** What a price depends on. */
export type PriceableEvent = Pick<
  UsageEvent,
  'provider' | 'model' | 'usage' | 'usageFormat' | 'operation' | 'serviceTier' | 'region' | 'costUsd'
>

/** What an event costs, and how far that is known. */
export interface EventCost {
  status: CostStatus
  /** Why the cost is not known, or not wholly. */
  reason: string | null
  /** The cost that counts; null is unknown. */
  amount: PicoUsd | null
  reported: PicoUsd | null
  usage: Usage
  lines: PricedLine[]
}

/**
 * Prices one event with what the catalogue says for its instant.
 * A cost that the caller reported stands in where Spendscope cannot compute the whole, or where the project says so.
 * @throws RangeError when the cost is beyond what can be stored.
 */
export function priceEvent(
  catalogue: Catalogue,
  book: PriceBook,
  event: PriceableEvent,
  epochMs: number,
): EventCost {
  const computed = computeCost(catalogue, book, event, epochMs)
  const reported = event.costUsd === undefined ? null : parseUsd(event.costUsd)
  const isComputedEnough = computed.status === 'priced' && book.costBasis === 'computed'
  if (reported === null || isComputedEnough) return { ...computed, reported }
  return { ...computed, status: 'reported', amount: reported, reported }
}

type ComputedCost = Omit<EventCost, 'reported'>

function computeCost(
  catalogue: Catalogue,
  book: PriceBook,
  event: PriceableEvent,
  epochMs: number,
): ComputedCost {
  if (!event.usage) return unknown('unpriced', 'no_usage')
  const normalised = normaliseUsage(event.usage, event)
  if (!normalised.ok) return unknown('invalid', normalised.reason.code)
  const { usage } = normalised
  if (hasSpecialTerms(event)) return unknown('unpriced', 'terms_without_price', usage)
  const found = findPrices(catalogue, book, event, epochMs)
  return found.ok ? fromCost(costOf(usage, found.sheet), usage) : unknown('unpriced', found.reason, usage)
}

const SPECIAL_TIERS = new Set(['batch', 'flex', 'priority', 'fast', 'scale'])

/**
 * Whether the call was billed by a tier, a speed or a place with prices that the catalogue does not have.
 * What was served beats what was asked for; `auto`, `default` and unknown tiers are standard (TIER-02, TIER-04).
 */
function hasSpecialTerms({ usage, serviceTier }: PriceableEvent): boolean {
  const served = usage?.service_tier ?? serviceTier
  const isSpecialTier = typeof served === 'string' && SPECIAL_TIERS.has(served.toLowerCase())
  return isSpecialTier || usage?.speed === 'fast' || usage?.inference_geo === 'us'
}

function fromCost(cost: Cost, usage: Usage): ComputedCost {
  switch (cost.status) {
    case 'priced':
      return { status: 'priced', reason: null, amount: cost.total, usage, lines: cost.lines }
    case 'partial':
      return {
        status: 'partial',
        reason: 'class_without_price',
        amount: cost.total,
        usage,
        lines: cost.lines,
      }
    case 'unpriced':
      return { status: 'unpriced', reason: 'class_without_price', amount: null, usage, lines: cost.lines }
    default:
      return cost satisfies never
  }
}

/** The classes are kept as lines without a price, so that the event can be priced when one appears. */
function unknown(status: 'unpriced' | 'invalid', reason: string, usage: Usage = {}): ComputedCost {
  const lines = Object.entries(usage).map(
    ([name, quantity]) =>
      ({ class: name, quantity, price: null, per: null, factors: [], cost: null }) as PricedLine,
  )
  return { status, reason, amount: null, usage, lines }
}
