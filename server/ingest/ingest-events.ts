import type { AppContext } from '#server/context.ts'
import { loadPriceBook, priceVersion } from '#server/prices/price-book.ts'
import { type EventCost, priceEvent, whyNotStorable } from '#server/prices/price-event.ts'
import type { PriceBook } from '#server/prices/rules-at.ts'
import { toCostLines } from '#server/prices/to-cost-lines.ts'
import type { CostLine, CostStatus } from '#shared/api/events.ts'
import type { ItemError } from '#shared/api/problem.ts'
import { formatUsd } from '#shared/money.ts'
import { loadDeclaredTags } from './declared-tags.ts'
import { makeEventId } from './event-id.ts'
import { findStoredEvents } from './find-stored-events.ts'
import { type Draft, fromNative, type PostedItem } from './from-native.ts'
import { labelsOf } from './label-set.ts'
import { loadKeptFrom } from './load-kept-from.ts'
import { resolveSeries } from './series.ts'
import { storeEvents } from './store-events.ts'
import { type PendingEvent, toRow } from './to-row.ts'

/** What became of a post. Every item is in exactly one of the counts; `rejected` names conflicts too. */
export interface IngestResult {
  accepted: number
  duplicates: number
  conflicts: number
  rejected: ItemError[]
  /** The accepted and the repeated events with what they cost. */
  events: IngestedEvent[]
}

interface IngestedEvent {
  index: number
  id: string
  timestamp: string
  duplicate: boolean
  costUsd: string | null
  costStatus: CostStatus
  lines: CostLine[]
}

interface Priced extends Draft {
  id: string
  occurredAt: string
  cost: EventCost
}

/** Takes the items of one post: reads, prices and stores them. Returns after the commit. */
export async function ingestEvents(
  ctx: AppContext,
  projectId: number,
  items: PostedItem[],
): Promise<IngestResult> {
  const observeSeconds = ctx.metrics.ingestSeconds.startTimer()
  const now = ctx.clock()
  const { drafts, rejected } = fromNative(items, now, await loadKeptFrom(ctx))
  const book = await loadPriceBook(ctx, projectId)
  const priced = priceDrafts(ctx, book, drafts, now, rejected)
  const { first, repeats } = splitRepeats(priced)
  const pending = await toPending(ctx, projectId, first, priceVersion(ctx, book))
  const stored =
    pending.length === 0
      ? []
      : await ctx.batcher.add(projectId, pending, (batch) => storeEvents(ctx, projectId, batch))
  const result = await summarise(ctx, projectId, { first, pending, stored, repeats, rejected })
  observeSeconds()
  countResult(ctx, result)
  return result
}

function countResult(
  { metrics }: AppContext,
  { accepted, duplicates, conflicts, rejected }: IngestResult,
): void {
  metrics.ingestedEvents.inc({ result: 'accepted' }, accepted)
  metrics.ingestedEvents.inc({ result: 'duplicate' }, duplicates)
  metrics.ingestedEvents.inc({ result: 'conflict' }, conflicts)
  metrics.ingestedEvents.inc({ result: 'rejected' }, rejected.length - conflicts)
}

function priceDrafts(
  ctx: AppContext,
  book: PriceBook,
  drafts: Draft[],
  now: Date,
  rejected: ItemError[],
): Priced[] {
  return drafts.flatMap((draft) => {
    const { event, index, pointer } = draft
    const epochMs = event.timestamp?.epochMs ?? now.getTime()
    const id = event.id ?? makeEventId(epochMs)
    const occurredAt = event.timestamp?.text ?? now.toISOString().replace('Z', '000Z')
    const cost = priceEvent(ctx.catalogue, book, event, epochMs)
    const detail = whyNotStorable(cost)
    if (detail === undefined) return [{ ...draft, id, occurredAt, cost }]
    rejected.push({ index, id, code: 'out_of_range', pointer: `${pointer}/usage`, detail })
    return []
  })
}

/** The same id and timestamp twice in one post: the first counts. */
function splitRepeats(priced: Priced[]): { first: Priced[]; repeats: { item: Priced; of: Priced }[] } {
  const seen = new Map<string, Priced>()
  const repeats: { item: Priced; of: Priced }[] = []
  for (const item of priced) {
    const key = `${item.id} ${item.occurredAt}`
    const of = seen.get(key)
    if (of) repeats.push({ item, of })
    else seen.set(key, item)
  }
  return { first: [...seen.values()], repeats }
}

async function toPending(
  ctx: AppContext,
  projectId: number,
  priced: Priced[],
  catalogue: string,
): Promise<PendingEvent[]> {
  const tags = await loadDeclaredTags(ctx, projectId)
  const sets = priced.map(({ event }) => labelsOf(event, tags))
  const series = await resolveSeries(ctx, projectId, sets)
  return priced.map((item, i) => {
    const { id: seriesId, labelIds, isCapped } = series[i]!
    const sentLabels = isCapped ? sets[i]!.labels : null
    return { row: toRow({ ...item, seriesId, sentLabels, catalogue }), labelIds }
  })
}

interface Outcome {
  first: Priced[]
  pending: PendingEvent[]
  stored: boolean[]
  repeats: { item: Priced; of: Priced }[]
  rejected: ItemError[]
}

async function summarise(ctx: AppContext, projectId: number, outcome: Outcome): Promise<IngestResult> {
  const { first, pending, stored, repeats, rejected } = outcome
  const events = first.flatMap((item, i) => (stored[i] ? [describe(item)] : []))
  const conflicting: Priced[] = []
  const accepted = events.length

  const known = first.flatMap((item, i) => (stored[i] ? [] : [{ item, row: pending[i]!.row }]))
  const before =
    known.length === 0
      ? []
      : await findStoredEvents(
          ctx,
          projectId,
          known.map(({ row }) => row),
        )
  for (const [i, { item }] of known.entries()) {
    const earlier = before[i]
    if (earlier && earlier.contentHash !== String(item.contentHash)) conflicting.push(item)
    else events.push(earlier ? { ...describe(item, true), ...costOfStored(earlier) } : describe(item, true))
  }
  for (const { item, of } of repeats) {
    if (item.contentHash === of.contentHash) events.push(describe(item, true))
    else conflicting.push(item)
  }
  const all = [...rejected, ...conflicting.map(conflict)].sort((a, b) => a.index - b.index)
  return {
    accepted,
    duplicates: events.length - accepted,
    conflicts: conflicting.length,
    rejected: all,
    events: events.sort((a, b) => a.index - b.index),
  }
}

function describe({ index, id, occurredAt, cost }: Priced, duplicate = false): IngestedEvent {
  const costUsd = cost.amount === null ? null : formatUsd(cost.amount)
  const lines = toCostLines(cost.lines)
  return { index, id, timestamp: occurredAt, duplicate, costUsd, costStatus: cost.status, lines }
}

function costOfStored(stored: {
  costPicoUsd: string | null
  costStatus: CostStatus
  lines: CostLine[] | null
}) {
  const costUsd = stored.costPicoUsd === null ? null : formatUsd(BigInt(stored.costPicoUsd))
  return { costUsd, costStatus: stored.costStatus, lines: stored.lines ?? [] }
}

function conflict({ index, id, pointer }: Priced): ItemError {
  const detail = 'An event with this id and timestamp but other content is stored; the first one stays.'
  return { index, id, code: 'id_conflict', pointer: `${pointer}/id`, detail }
}
