import { setImmediate } from 'node:timers/promises'
import type { AppContext } from '#server/context.ts'
import { loadPriceBook } from '#server/prices/price-book.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import type { SavingsSettings } from '#shared/api/savings-settings.ts'
import { findSamples } from './find-samples.ts'
import { openMarket } from './market/market.ts'
import { readTraffic } from './read-traffic.ts'
import { DAY_MS, type Search } from './search/search.ts'
import { searchInSteps } from './search/search-savings.ts'
import type { Steps } from './search/steps.ts'
import { type FoundSegment, findSegments } from './segments/find-segments.ts'

const WINDOW_DAYS = 30

export interface FindOpportunities {
  projectId: number
  settings: SavingsSettings
  /** Called as events are read. */
  onProgress?: (progress: { read: number }) => void
}

export interface FoundOpportunities {
  /** The surest first. */
  findings: Finding[]
  /** What the events that were searched look like, the most expensive kinds first. */
  segments: FoundSegment[]
}

/**
 * Searches the last 30 days of a project's events for savings. Reads only.
 * @throws AbortError when the server stops: what was found by then would look as if the rest were gone.
 */
export async function findOpportunities(
  ctx: AppContext,
  { projectId, settings, onProgress }: FindOpportunities,
): Promise<FoundOpportunities> {
  const to = ctx.clock().getTime()
  const window = { projectId, from: to - WINDOW_DAYS * DAY_MS, to }
  const book = await loadPriceBook(ctx, projectId)
  const traffic = await readTraffic(ctx, window, (read) => onProgress?.({ read }))
  const first = traffic.reduce((least, each) => Math.min(least, each.at[0]!), to)
  const search: Search = {
    market: openMarket(ctx.catalogue, book),
    settings,
    from: window.from,
    to,
    days: Math.max(1, Math.min(WINDOW_DAYS, Math.ceil((to - first) / DAY_MS))),
    traffic,
    providersInUse: new Set(traffic.map(({ provider }) => provider)),
  }
  const found = await takeSteps(ctx, searchInSteps(search))
  const segments = await takeSteps(ctx, findSegments(traffic))
  return { findings: await findSamples(ctx, projectId, found), segments }
}

/** Others want answers while a large project is searched. */
async function takeSteps<T>(ctx: AppContext, steps: Steps<T>): Promise<T> {
  for (;;) {
    ctx.stopping.throwIfAborted()
    const step = steps.next()
    if (step.done) return step.value
    await setImmediate()
  }
}
