import { classifyDatabaseError } from '#server/db/errors.ts'
import { UnavailableError } from '#server/errors.ts'
import type { Metrics } from '#server/metrics/create-metrics.ts'

/** Joins work that waits for the same writer. */
export interface Batcher {
  /**
   * Hands `items` to `write`, together with what others add under the same key while that key's writer is busy.
   * Settles after the write that carried them, with one result for each item.
   */
  add<Item, Result>(key: number, items: Item[], write: Write<Item, Result>): Promise<Result[]>
}

type Write<Item, Result> = (items: Item[]) => Promise<Result[]>

interface Waiting {
  items: unknown[]
  write: Write<unknown, unknown>
  done(results: unknown[]): void
  failed(error: unknown): void
  /** Ends the wait for the writer. */
  timer?: NodeJS.Timeout
}

/** More in one statement costs memory and makes everybody in it wait longer. */
const MAX_ITEMS = 2_000
/** Whoever has waited so long for a slow writer had better come again: nothing of it was written yet. */
const WAIT_MS = 1_500

/**
 * Group commit: whoever comes while the writer of a key is busy shares the next statement. An idle writer starts
 * at once. A group that fails by a value in it is written again one by one, so that one post does not fail its
 * neighbours; when the database is away, those who wait for the writer are told at once.
 */
export function createBatcher({ batchEvents, batchPosts }: Metrics, waitMs = WAIT_MS): Batcher {
  const queues = new Map<number, Waiting[]>()

  async function drain(key: number, queue: Waiting[]): Promise<void> {
    for (let group = takeGroup(queue); group.length > 0; group = takeGroup(queue)) {
      batchPosts.observe(group.length)
      batchEvents.observe(group.reduce((sum, { items }) => sum + items.length, 0))
      const error = await writeGroup(group)
      if (classifyDatabaseError(error) === 'unavailable')
        for (const waiting of takeAll(queue)) waiting.failed(error)
    }
    queues.delete(key)
  }

  function giveUp(queue: Waiting[], waiting: Waiting): void {
    queue.splice(queue.indexOf(waiting), 1)
    waiting.failed(new UnavailableError('The database is slow. Send the request again.'))
  }

  return {
    add: (key, items, write) =>
      new Promise((done, failed) => {
        const waiting = { items, write, done, failed } as unknown as Waiting
        const queue = queues.get(key)
        if (queue) {
          queue.push(waiting)
          waiting.timer = setTimeout(() => giveUp(queue, waiting), waitMs)
          return
        }
        const started = [waiting]
        queues.set(key, started)
        void drain(key, started)
      }),
  }
}

function takeGroup(queue: Waiting[]): Waiting[] {
  let items = 0
  const end = queue.findIndex((waiting, index) => {
    items += waiting.items.length
    return index > 0 && items > MAX_ITEMS
  })
  return takeAll(queue, end === -1 ? queue.length : end)
}

function takeAll(queue: Waiting[], count = queue.length): Waiting[] {
  const taken = queue.splice(0, count)
  for (const { timer } of taken) clearTimeout(timer)
  return taken
}

/** Settles every post of the group. Returns what all of them failed by, if they did. */
async function writeGroup(group: Waiting[]): Promise<unknown> {
  try {
    const results = await group[0]!.write(group.flatMap((waiting) => waiting.items))
    for (const waiting of group) waiting.done(results.splice(0, waiting.items.length))
  } catch (error) {
    const isOnesFault = group.length > 1 && classifyDatabaseError(error) === 'bad-value'
    if (isOnesFault) for (const waiting of group) await writeGroup([waiting])
    else for (const waiting of group) waiting.failed(error)
    return error
  }
  return undefined
}
