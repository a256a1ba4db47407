import { setImmediate as nextRound } from 'node:timers/promises'
import type { AppContext } from '#server/context.ts'
import { type EventCost, priceEvent, whyNotStorable } from '#server/prices/price-event.ts'
import type { PriceBook } from '#server/prices/rules-at.ts'
import type { ItemError } from '#shared/api/problem.ts'
import { makeEventId } from './event-id.ts'
import { type Draft, fromNative, type PostedItem } from './from-native.ts'

/** An event with its identity and its cost. */
export interface Priced extends Draft {
  id: string
  /** Microseconds, UTC. */
  occurredAt: string
  cost: EventCost
}

/** About a millisecond of work. */
const ITEMS_A_ROUND = 50

interface Rules {
  now: Date
  /** Epoch milliseconds. */
  keptFrom: number
  book: PriceBook
}

/**
 * Reads and prices the items of a post, some in each round of the event loop, so that statements and answers go out
 * in between. One post of many items is read at a time: two by turns would both be ready late.
 */
export async function readItems(
  ctx: AppContext,
  items: PostedItem[],
  rules: Rules,
): Promise<{ priced: Priced[]; rejected: ItemError[] }> {
  if (items.length <= ITEMS_A_ROUND) return readSome(ctx, items, 0, rules)
  return ctx.workload.inTurn(async () => {
    const priced: Priced[] = []
    const rejected: ItemError[] = []
    for (let start = 0; start < items.length; start += ITEMS_A_ROUND) {
      if (start > 0) await nextRound()
      const some = readSome(ctx, items.slice(start, start + ITEMS_A_ROUND), start, rules)
      priced.push(...some.priced)
      rejected.push(...some.rejected)
    }
    return { priced, rejected }
  })
}

function readSome(
  ctx: AppContext,
  items: PostedItem[],
  firstIndex: number,
  { now, keptFrom, book }: Rules,
): { priced: Priced[]; rejected: ItemError[] } {
  const { drafts, rejected } = fromNative(items, now, keptFrom, firstIndex)
  return { priced: priceDrafts(ctx, book, drafts, now, rejected), rejected }
}

function priceDrafts(
  ctx: AppContext,
  book: PriceBook,
  drafts: Draft[],
  now: Date,
  rejected: ItemError[],
): Priced[] {
  return drafts.flatMap((draft) => {
    const { event, index, pointer, contentHash } = draft
    const epochMs = event.timestamp?.epochMs ?? now.getTime()
    const id = event.id ?? makeEventId(epochMs)
    const occurredAt = event.timestamp?.text ?? now.toISOString().replace('Z', '000Z')
    const cost = priceEvent(ctx.catalogue, book, event, epochMs)
    const detail = whyNotStorable(cost)
    if (detail === undefined) return [{ index, pointer, event, contentHash, id, occurredAt, cost }]
    rejected.push({ index, id, code: 'out_of_range', pointer: `${pointer}/usage`, detail })
    return []
  })
}
