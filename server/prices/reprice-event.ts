import type { AppContext } from '#server/context.ts'
import { formatUsd } from '#shared/money.ts'
import type { UsageDialect } from '#shared/usage/dialects.ts'
import { priceVersion } from './price-book.ts'
import { type EventCost, type PriceableEvent, priceEvent, whyNotStorable } from './price-event.ts'
import type { StoredEvent } from './read-stored-events.ts'
import type { PriceBook } from './rules-at.ts'

/** A stored event with what it would cost by today's knowledge of the prices of its time. */
export interface Repriced {
  event: StoredEvent
  cost: EventCost
  isChanged: boolean
  /** What it was priced with. */
  catalogue: string
}

/** Prices a stored event again, exactly as if it arrived now with its own timestamp. */
export function repriceEvent(ctx: AppContext, book: PriceBook, event: StoredEvent): Repriced {
  const cost = priceEvent(ctx.catalogue, book, toPriceable(event), Date.parse(event.occurredAt))
  const isOther = cost.status !== event.costStatus || (cost.amount?.toString() ?? null) !== event.costPicoUsd
  // A price under which the event could not have been stored leaves it as it is.
  const isChanged = isOther && whyNotStorable(cost) === undefined
  return { event, cost, isChanged, catalogue: priceVersion(ctx, book) }
}

/** What its price depends on, as it was posted. */
export function toPriceable(event: StoredEvent): PriceableEvent {
  const { provider, model, operation, serviceTier, region, rawUsage, reportedPicoUsd } = event
  return {
    provider,
    model,
    usage: rawUsage,
    ...(operation && { operation }),
    ...(serviceTier && { serviceTier }),
    ...(region && { region }),
    ...(event.usageFormat && { usageFormat: event.usageFormat as UsageDialect }),
    ...(event.responseModel && { responseModel: event.responseModel }),
    ...(event.request && { request: event.request }),
    ...(reportedPicoUsd !== null && { costUsd: formatUsd(BigInt(reportedPicoUsd)) }),
  }
}
