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

/** So many events are worth a second writer: it makes its statement while the first one's is at work. */
const WORTH_A_WRITER = 500
const MOST_WRITERS = 2

/** What waits under one key, and how many write it. */
interface Queue {
  waiting: Waiting[]
  writers: number
}

/**
 * Group commit: whoever comes while the writer of a key is busy shares the next statement. An idle writer starts
 * at once. A group that fails by a value in it is written again one by one, so that one post does not fail its
 * neighbours; when the database is away, those who wait for the writer are told at once.
 */
export function createBatcher({ batchEvents, batchPosts }: Metrics, waitMs = WAIT_MS): Batcher {
  const queues = new Map<number, Queue>()

  async function drain(key: number, queue: Queue): Promise<void> {
    queue.writers++
    while (wantsWriter(queue, queue.writers - 1)) {
      const group = takeGroup(queue.waiting)
      batchPosts.observe(group.length)
      batchEvents.observe(countItems(group))
      const error = await writeGroup(group)
      if (classifyDatabaseError(error) === 'unavailable')
        for (const waiting of takeAll(queue.waiting)) waiting.failed(error)
    }
    queue.writers--
    if (queue.writers === 0) queues.delete(key)
  }

  function giveUp({ waiting: others }: Queue, waiting: Waiting): void {
    others.splice(others.indexOf(waiting), 1)
    waiting.failed(new UnavailableError('The database is slow. Send the request again.'))
  }

  return {
    add: (key, items, write) =>
      new Promise((done, failed) => {
        const waiting = { items, write, done, failed } as unknown as Waiting
        const queue = queues.get(key) ?? { waiting: [], writers: 0 }
        queues.set(key, queue)
        queue.waiting.push(waiting)
        if (wantsWriter(queue, queue.writers)) void drain(key, queue)
        else waiting.timer = setTimeout(() => giveUp(queue, waiting), waitMs)
      }),
  }
}

/** Whether what waits is work for one writer more than `others`. */
function wantsWriter({ waiting }: Queue, others: number): boolean {
  if (waiting.length === 0 || others === MOST_WRITERS) return false
  return others === 0 || countItems(waiting) >= WORTH_A_WRITER
}

const countItems = (waiting: readonly Waiting[]) => waiting.reduce((sum, { items }) => sum + items.length, 0)

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
