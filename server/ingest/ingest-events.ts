import type { AppContext } from '#server/context.ts'
import { loadPriceBook, priceVersion } from '#server/prices/price-book.ts'
import { loadDeclaredTags } from './declared-tags.ts'
import type { PostedItem } from './from-native.ts'
import { labelsOf } from './label-set.ts'
import { loadKeptFrom } from './load-kept-from.ts'
import { type Priced, readItems } from './read-items.ts'
import { resolveSeries } from './series.ts'
import { storeEvents } from './store-events.ts'
import { type IngestResult, summariseIngest } from './summarise-ingest.ts'
import { type PendingEvent, toRow } from './to-row.ts'

/** Takes the items of one post: reads, prices and stores them. Returns after the commit. */
export async function ingestEvents(
  ctx: AppContext,
  projectId: number,
  items: PostedItem[],
): Promise<IngestResult> {
  const observeSeconds = ctx.metrics.ingestSeconds.startTimer()
  const now = ctx.clock()
  const keptFrom = await loadKeptFrom(ctx)
  const book = await loadPriceBook(ctx, projectId)
  const { priced, rejected } = await readItems(ctx, items, { now, keptFrom, book })
  const { first, repeats } = splitRepeats(priced)
  const pending = await toPending(ctx, projectId, first, priceVersion(ctx, book))
  const stored =
    pending.length === 0
      ? []
      : await ctx.batcher.add(projectId, pending, (batch) => storeEvents(ctx, projectId, batch))
  ctx.live.publish(projectId, () => first.filter((_, i) => stored[i]))
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
    return { row: toRow(item, { seriesId, sentLabels, catalogue }), labelIds }
  })
}
