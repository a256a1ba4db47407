import type { AppContext } from '#server/context.ts'
import { loadPriceBook, priceVersion } from '#server/prices/price-book.ts'
import { priceEvent, whyNotStorable } from '#server/prices/price-event.ts'
import type { PriceBook } from '#server/prices/rules-at.ts'
import type { ItemError } from '#shared/api/problem.ts'
import { loadDeclaredTags } from './declared-tags.ts'
import { makeEventId } from './event-id.ts'
import { type Draft, fromNative, type PostedItem } from './from-native.ts'
import { labelsOf } from './label-set.ts'
import { loadKeptFrom } from './load-kept-from.ts'
import { resolveSeries } from './series.ts'
import { storeEvents } from './store-events.ts'
import { type IngestResult, type Priced, summariseIngest } from './summarise-ingest.ts'
import { type PendingEvent, toRow } from './to-row.ts'

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
  const result = await summariseIngest(ctx, projectId, { first, pending, stored, repeats, rejected })
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
