import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { TrafficCollector } from './traffic/collect-traffic.ts'
import { joinFacts, SERIES_FACTS, type SeriesFacts, seriesOf } from './traffic/own-facts.ts'
import type { KnownCall } from './traffic/packed-calls.ts'

/** What events said of themselves so far: few texts differ, and each is read once. */
export interface KnownTexts {
  calls: Map<string, KnownCall>
  series: Map<number, SeriesFacts>
}

/** Apps may say something else in every event: then the texts are read again from time to time. */
const MOST_TEXTS = 50_000

/** Finds the traffic of each event of a page by what it says; labels of series that are new are looked up. */
export async function learnCalls(
  ctx: AppContext,
  collector: TrafficCollector,
  { calls, series }: KnownTexts,
  texts: readonly string[],
): Promise<KnownCall[]> {
  if (calls.size > MOST_TEXTS) calls.clear()
  const unknown = new Set(texts.filter((text) => !calls.has(text)))
  await learnSeries(ctx, series, new Set(Array.from(unknown, seriesOf)))
  for (const text of unknown) calls.set(text, learnCall(collector, text, series.get(seriesOf(text))))
  return texts.map((text) => calls.get(text)!)
}

function learnCall(collector: TrafficCollector, text: string, series: SeriesFacts | undefined): KnownCall {
  if (!series) throw new Error(`no series ${seriesOf(text)}`)
  const { facts, keepsAnHour } = joinFacts(text, series)
  const index = collector.learn(facts)
  return { traffic: collector.trafficOf(index), facts: index, keepsAnHour }
}

async function learnSeries(
  ctx: AppContext,
  known: Map<number, SeriesFacts>,
  ids: ReadonlySet<number>,
): Promise<void> {
  const missing = [...ids].filter((id) => !known.has(id))
  if (missing.length === 0) return
  const rows = await ctx.db.execute<SeriesFacts & { id: number }>(sql`
    select id, ${sql.join(SERIES_FACTS.map(toColumn), sql`, `)}
    from series where id = any(${`{${missing.join(',')}}`}::int[])`)
  for (const { id, ...facts } of rows) known.set(id, facts)
}

const toColumn = (name: string) => sql.raw(name === 'serviceTier' ? 'service_tier as "serviceTier"' : name)
