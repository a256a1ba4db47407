import type { ListedEvent, LiveEventsMessage } from '#shared/api/events.ts'

/** What has come since the list was loaded. */
export interface LiveEvents {
  /** Shown, newest first. */
  fresh: ListedEvent[]
  /** Held back while the table is paused. */
  waiting: ListedEvent[]
  /** At least so many were stored and are neither here nor there. */
  skipped: number
  /** So many came that the oldest were let go: what was loaded before does not follow any more. */
  isCut: boolean
}

export const NOTHING_LIVE: LiveEvents = { fresh: [], waiting: [], skipped: 0, isCut: false }

const MOST_FRESH = 2_000
const MOST_WAITING = 1_000

export const eventKeyText = ({ timestamp, projectId, id }: ListedEvent) => `${timestamp}~${projectId}~${id}`

export function arrive(live: LiveEvents, message: LiveEventsMessage, isPaused: boolean): LiveEvents {
  const skipped = live.skipped + message.skipped
  if (!isPaused) return show({ ...live, skipped }, message.events)
  const waiting = mergeEvents(message.events, live.waiting)
  const tooMany = Math.max(0, waiting.length - MOST_WAITING)
  return { ...live, waiting: waiting.slice(0, MOST_WAITING), skipped: skipped + tooMany }
}

/** Shows what was held back. */
export const release = (live: LiveEvents): LiveEvents =>
  live.waiting.length === 0 ? live : show({ ...live, waiting: [] }, live.waiting)

function show(live: LiveEvents, events: readonly ListedEvent[]): LiveEvents {
  const fresh = mergeEvents(events, live.fresh)
  return { ...live, fresh: fresh.slice(0, MOST_FRESH), isCut: live.isCut || fresh.length > MOST_FRESH }
}

/** Both, newest first, each event once; the first list wins. */
function mergeEvents(first: readonly ListedEvent[], second: readonly ListedEvent[]): ListedEvent[] {
  if (first.length === 0) return [...second]
  const byKey = new Map([...second, ...first].map((event) => [eventKeyText(event), event]))
  return [...byKey.values()].sort(byNewest)
}

/**
 * What the table shows: what came live above what was loaded. Live events older than the last one loaded have their
 * place on a page that is still to come.
 */
export function rowsOf(live: LiveEvents, loaded: readonly ListedEvent[], hasMore: boolean): ListedEvent[] {
  if (live.isCut) return live.fresh
  const last = hasMore ? loaded.at(-1)?.timestamp : undefined
  const fresh = last === undefined ? live.fresh : live.fresh.filter(({ timestamp }) => timestamp >= last)
  return mergeEvents(fresh, loaded)
}

function byNewest(a: ListedEvent, b: ListedEvent): number {
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? 1 : -1
  if (a.projectId !== b.projectId) return Number(b.projectId) - Number(a.projectId)
  return a.id < b.id ? 1 : -1
}
