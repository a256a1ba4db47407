import type { CostStatus } from '#shared/api/cost-status.ts'
import type { CostBasis } from '#shared/api/projects.ts'
import type { UsageEvent } from '#shared/api/usage-event.ts'
import { MAX_PICO_USD, type PicoUsd, parseUsd } from '#shared/money.ts'
import type { Catalogue } from '#shared/pricing/catalogue.ts'
import type { PricedLine } from '#shared/pricing/cost.ts'
import type { Usage } from '#shared/usage/classes.ts'
import { type NormalisedUsage, normaliseUsage } from '#shared/usage/normalise.ts'
import { usageTotals } from '#shared/usage/totals.ts'
import { priceUsage, type UsageCost, unknownCost } from './price-usage.ts'
import type { PriceBook } from './rules-at.ts'

/** What a price depends on. */
export type PriceableEvent = Pick<
  UsageEvent,
  | 'provider'
  | 'model'
  | 'responseModel'
  | 'usage'
  | 'usageFormat'
  | 'operation'
  | 'serviceTier'
  | 'region'
  | 'request'
  | 'costUsd'
>

/** What an event costs, and how far that is known. */
export interface EventCost {
  status: CostStatus
  /** Why the cost is not known, or not wholly. */
  reason: string | null
  /** The cost that counts; null is unknown. */
  amount: PicoUsd | null
  /** What the provider says that it charged, else what the caller was told. */
  reported: PicoUsd | null
  usage: Usage
  lines: PricedLine[]
}

/**
 * Prices one event with what the catalogue and the project's own price book say for its instant and its terms.
 * Which amount counts where a reported one is there as well is the project's setting (REP-01, OR-01).
 */
export function priceEvent(
  catalogue: Catalogue,
  book: PriceBook,
  event: PriceableEvent,
  epochMs: number,
): EventCost {
  const read = event.usage ? normaliseUsage(event.usage, event) : null
  const computed = computeCost(catalogue, book, event, epochMs, read)
  const charged = (read?.ok ? read.charged : null) ?? null
  const told = event.costUsd === undefined ? null : parseUsd(event.costUsd)
  if (charged === null && told === null) return computed
  const reported = charged ?? told
  const known = computed.status === 'priced' ? computed.amount : null
  const basis = firstKnown(book.costBasis, { charged, computed: known, told })
  if (basis === 'computed') return { ...computed, reported }
  return { ...computed, status: 'reported', amount: basis === 'charged' ? charged : told, reported }
}

/** The largest count that an event may have: a trillion, far above any call, far below what sums can hold. */
const MAX_COUNT = 10n ** 12n

/** Why an event with this cost cannot be stored, or undefined when it can. */
export function whyNotStorable({ amount, reported, usage }: EventCost): string | undefined {
  if ((amount ?? 0n) > MAX_PICO_USD || (reported ?? 0n) > MAX_PICO_USD)
    return 'The cost is above the largest amount, 9223372.036854775807 USD.'
  const tooMany = Object.values(usageTotals(usage)).some((total) => total > MAX_COUNT)
  return tooMany ? `A count is above ${MAX_COUNT}.` : undefined
}

interface Amounts {
  charged: PicoUsd | null
  computed: PicoUsd | null
  told: PicoUsd | null
}

/** Whose amount counts; a provider's own charge is that even where it is what we computed. One is known at least. */
function firstKnown(basis: CostBasis, amounts: Amounts): keyof Amounts {
  return ORDER[basis].find((name) => amounts[name] !== null) ?? 'computed'
}

const ORDER = {
  automatic: ['charged', 'computed', 'told'],
  computed: ['computed', 'charged', 'told'],
  reported: ['told', 'charged', 'computed'],
} as const satisfies Record<CostBasis, readonly (keyof Amounts)[]>

/** What the event costs by its usage, whatever anybody reported. */
function computeCost(
  catalogue: Catalogue,
  book: PriceBook,
  event: PriceableEvent,
  epochMs: number,
  read: NormalisedUsage | null,
): EventCost {
  if (read === null) return withUsage(unknownCost('unpriced', 'no_usage'))
  if (!read.ok) return withUsage(unknownCost('invalid', read.reason.code))
  return withUsage(priceUsage(catalogue, book, event, read, epochMs), read.usage)
}

function withUsage({ status, reason, amount, lines }: UsageCost, usage: Usage = {}): EventCost {
  return { status, reason, amount, reported: null, usage, lines }
}
