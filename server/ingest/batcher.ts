import { classifyDatabaseError, isSilence } from '#server/db/errors.ts'
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
}

/** More in one statement costs memory and makes everybody in it wait longer. */
const MAX_ITEMS = 2_000

/**
 * Group commit: whoever comes while the writer of a key is busy shares the next statement. No timer is needed,
 * because an idle writer starts at once. A group that fails by a value in it is written again one by one, so that
 * one post does not fail its neighbours.
 */
export function createBatcher({ batchEvents, batchPosts }: Metrics): Batcher {
  const queues = new Map<number, Waiting[]>()

  async function drain(key: number, queue: Waiting[]): Promise<void> {
    for (let group = takeGroup(queue); group.length > 0; group = takeGroup(queue)) {
      batchPosts.observe(group.length)
      batchEvents.observe(group.reduce((sum, { items }) => sum + items.length, 0))
      const error = await writeGroup(group)
      // Those who waited for this writer have no time left for a write of their own.
      if (isSilence(error)) for (const waiting of queue.splice(0)) waiting.failed(error)
    }
    queues.delete(key)
  }

  return {
    add: (key, items, write) =>
      new Promise((done, failed) => {
        const waiting = { items, write, done, failed } as unknown as Waiting
        const queue = queues.get(key)
        if (queue) {
          queue.push(waiting)
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
  return queue.splice(0, end === -1 ? queue.length : end)
}

/** Settles every post of the group. Returns what went wrong, if anything. */
async function writeGroup(group: Waiting[]): Promise<unknown> {
  try {
    const results = await group[0]!.write(group.flatMap((waiting) => waiting.items))
    for (const waiting of group) waiting.done(results.splice(0, waiting.items.length))
    return undefined
  } catch (error) {
    const isOnesFault = group.length > 1 && classifyDatabaseError(error) === 'bad-value'
    if (isOnesFault) for (const waiting of group) await writeGroup([waiting])
    else for (const waiting of group) waiting.failed(error)
    return error
  }
}
