import { setImmediate } from 'node:timers/promises'
import type { AppContext } from '#server/context.ts'
import { classifyDatabaseError } from '#server/db/errors.ts'
import { type KnownTexts, learnCalls } from './learn-calls.ts'
import { readPage, type TrafficPage, type TrafficWindow } from './read-page.ts'
import { collectTraffic } from './traffic/collect-traffic.ts'
import { unpackCalls } from './traffic/packed-calls.ts'
import type { Traffic } from './traffic/traffic.ts'

const MOST_IN_PAGE = 20_000
const LEAST_IN_PAGE = 500
/** Beyond, a search would need more memory than a small server has; the newest are kept. */
const MOST_EVENTS = 4_000_000

/**
 * Reads the events of a window, page by page from the newest to the oldest, and keeps numbers and hashes of them only:
 * about 70 bytes an event. The database works on a page while the one before is taken in. `tell` is called after each.
 */
export async function readTraffic(
  ctx: AppContext,
  window: TrafficWindow,
  tell: (read: number) => void,
): Promise<Traffic[]> {
  const collector = collectTraffic()
  const texts: KnownTexts = { calls: new Map(), series: new Map() }
  let read = 0
  for await (const { calls, facts } of pagesOf(ctx, window)) {
    unpackCalls(calls, await learnCalls(ctx, collector, texts, facts))
    read += facts.length
    tell(read)
    if (read >= MOST_EVENTS || ctx.stopping.aborted) break
  }
  const traffic: Traffic[] = []
  for (const each of collector.traffic.values()) {
    traffic.push(each.reversed())
    await setImmediate()
  }
  return traffic
}

/** One page ahead, and never more: what nobody takes is not kept. */
async function* pagesOf(ctx: AppContext, window: TrafficWindow) {
  const pages = { size: MOST_IN_PAGE }
  let next: Promise<TrafficPage> | undefined = readInTime(ctx, window, undefined, pages)
  while (next) {
    const page: TrafficPage = await next
    next = page.end && readInTime(ctx, window, page.end, pages)
    // Whoever stops here lets go of the page that is under way.
    next?.catch(() => {})
    yield page
  }
}

/** Events that lie scattered on a slow disk may take longer than a query has: half as many are asked for from then on. */
async function readInTime(
  ctx: AppContext,
  window: TrafficWindow,
  after: TrafficPage['end'],
  pages: { size: number },
): Promise<TrafficPage> {
  for (;;) {
    try {
      return await readPage(ctx, window, after, pages.size)
    } catch (error) {
      const isWorthTrying = classifyDatabaseError(error) === 'unavailable' && !ctx.stopping.aborted
      if (pages.size <= LEAST_IN_PAGE || !isWorthTrying) throw error
      pages.size = Math.ceil(pages.size / 2)
    }
  }
}
