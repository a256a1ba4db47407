import { setTimeout as sleep } from 'node:timers/promises'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { EventFilters, LiveEventsMessage } from '#shared/api/events.ts'
import { colourModels } from './colour-models.ts'
import { findProjects } from './find-projects.ts'
import { byNewest, type ListedRow } from './listed-event.ts'
import type { Follower } from './live-events.ts'
import { readByKey, readDatabaseTime, readSince } from './read-live.ts'
import { createRecentKeys } from './recent-keys.ts'

interface Follow {
  filters: EventFilters
  visible: VisibleProjects
  /** Where an earlier stream ended. */
  after: string | undefined
  signal: AbortSignal
}

/** News in between, and the place from which to go on; `null` is a turn without any. */
export type LiveBatch = LiveEventsMessage & { position: string }

const MOST_EVENTS = 200
const MOST_POLLED = 500
/** So often what other instances stored is looked for. */
const POLL_MS = 2_000
/** Nobody reads faster, and a busy installation is not asked all the time. */
const GAP_MS = 250
const REMEMBERED_KEYS = 5_000

/**
 * Events as they are stored: those of this instance after their commit, those of others by asking again and again.
 * What is too much for one turn is counted instead. Ends when the signal is aborted.
 */
export async function* followEvents(ctx: AppContext, follow: Follow): AsyncGenerator<LiveBatch | null> {
  const { visible, signal } = follow
  const follower = ctx.live.follow((id) => visible === undefined || visible.includes(id))
  try {
    const turn = await createTurn(ctx, follow, follower)
    while (!signal.aborted) {
      yield await ctx.live.read(turn)
      await sleep(GAP_MS, undefined, { signal }).catch(() => {})
      await follower.wait(POLL_MS, signal)
    }
  } finally {
    follower.leave()
  }
}

async function createTurn(ctx: AppContext, { filters, visible, after }: Follow, follower: Follower) {
  const known = createRecentKeys(REMEMBERED_KEYS)
  let position = after ?? (await readDatabaseTime(ctx))
  let polledAt = Number.NEGATIVE_INFINITY
  // What was there before the stream began is in the list that its reader has asked for.
  let isCounting = after !== undefined

  return async function turn(): Promise<LiveBatch | null> {
    const { keys, lost } = follower.take()
    const now = performance.now()
    const isPoll = now - polledAt >= POLL_MS
    if (!isPoll && keys.length === 0) return null
    const projects = await findProjects(ctx, filters, visible)
    const [own, polled] = await Promise.all([
      readByKey(ctx, filters, projects, keys),
      isPoll ? readSince(ctx, filters, { projects, since: position, limit: MOST_POLLED }) : NOTHING,
    ])
    if (isPoll) polledAt = now
    const isNew = (row: ListedRow) => known.add(`${row.projectId} ${row.timestamp} ${row.id}`)
    const ours = own.filter(isNew)
    const theirs = polled.rows.filter(isNew)
    const fresh = [...ours, ...theirs]
    for (const { receivedAt } of fresh) if (receivedAt > position) position = receivedAt
    // Where the oldest one is known already, nothing lies between it and what was told before.
    const isGap = polled.isCut && theirs.at(-1) === polled.rows.at(-1)
    const tooMany = lost + Math.max(0, fresh.length - MOST_EVENTS) + (isGap ? 1 : 0)
    const skipped = isCounting ? tooMany : 0
    isCounting = true
    if (fresh.length === 0 && skipped === 0) return null
    const events = (await colourModels(ctx, fresh)).sort(byNewest).slice(0, MOST_EVENTS)
    return { events, skipped, position }
  }
}

const NOTHING: { rows: ListedRow[]; isCut: boolean } = { rows: [], isCut: false }
