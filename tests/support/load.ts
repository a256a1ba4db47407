import { setTimeout as sleep } from 'node:timers/promises'
import { chatEvent } from './events.ts'

export type LoadEvent = ReturnType<typeof chatEvent> & { feature: string; team: string }

/** What clients have seen, attempt by attempt. */
export interface Load {
  /** Ids in answers that say: stored. */
  acknowledged: Set<string>
  attempts: Attempt[]
  /** Sums over the answers of the events that each says were new, and known already. */
  counts: Counts
  /** Resolves when so many ids are acknowledged. */
  reached(count: number): Promise<void>
  /** Resolves when every batch there is is acknowledged. */
  done: Promise<void>
  /** Begins no more batches; resolves when those begun are acknowledged. */
  finish(): Promise<void>
  /** Makes clients go away. Resolves with the batches that were not acknowledged. */
  abandon(): Promise<LoadEvent[][]>
}

interface Counts {
  accepted: number
  duplicates: number
}

export interface Attempt {
  /** 0: no answer. */
  status: number
  milliseconds: number
  /** When it was answered, by `performance.now()`. */
  at: number
  retryAfter: string | null
  counts: Counts
}

interface LoadOptions {
  urls: string[]
  key: string
  clients: number
  /** The next batch to send; undefined when there is none. */
  nextBatch(): LoadEvent[] | undefined
  /** Between an attempt that failed and the next one. */
  retryAfterMs?: number
}

/** Nobody waits longer: an answer that takes as long as this counts as none. */
const HANG_MS = 30_000

/** Clients that send batches over connections that stay open, each until it is acknowledged. */
export function startLoad({ urls, key, clients, nextBatch, retryAfterMs = 50 }: LoadOptions): Load {
  const acknowledged = new Set<string>()
  const attempts: Attempt[] = []
  const counts = { accepted: 0, duplicates: 0 }
  const unfinished: LoadEvent[][] = []
  let isFinishing = false
  let isAbandoned = false

  async function client(number: number) {
    while (!isFinishing) {
      const batch = nextBatch()
      if (!batch) return
      for (let tries = number; ; tries++) {
        if (isAbandoned) {
          unfinished.push(batch)
          return
        }
        const attempt = await post(urls[tries % urls.length]!, key, batch)
        attempts.push(attempt)
        if (attempt.status === 200) {
          for (const { id } of batch) acknowledged.add(id)
          counts.accepted += attempt.counts.accepted
          counts.duplicates += attempt.counts.duplicates
          break
        }
        await sleep(retryAfterMs * (0.5 + Math.random()))
      }
    }
  }

  const running = Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  const done = running.then(() => {})
  const finish = () => {
    isFinishing = true
    return done
  }
  return {
    acknowledged,
    attempts,
    counts,
    async reached(count) {
      while (acknowledged.size < count) await sleep(5)
    },
    done,
    finish,
    async abandon() {
      isAbandoned = true
      await finish()
      return unfinished
    },
  }
}

/** Sends a batch once. */
export async function post(url: string, key: string, batch: LoadEvent[]): Promise<Attempt> {
  const start = performance.now()
  const seen = (status: number, retryAfter: string | null, { accepted = 0, duplicates = 0 }): Attempt => {
    const at = performance.now()
    return { status, retryAfter, at, milliseconds: at - start, counts: { accepted, duplicates } }
  }
  try {
    const answer = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events: batch }),
      signal: AbortSignal.timeout(HANG_MS),
    })
    return seen(answer.status, answer.headers.get('retry-after'), (await answer.json()) as Partial<Counts>)
  } catch {
    return seen(0, null, {})
  }
}

/** Those batches first, then the others. */
export function withFirst(
  first: LoadEvent[][],
  next: () => LoadEvent[] | undefined,
): () => LoadEvent[] | undefined {
  return () => first.shift() ?? next()
}

/** Batches of 1 to 10 events over some features and models, `total` of them; without a total, for ever. */
export function makeBatches(total = Number.POSITIVE_INFINITY): () => LoadEvent[] | undefined {
  let left = total
  let made = 0
  return () => {
    const size = Math.min(left, 1 + (made++ % 10))
    left -= size
    return size === 0 ? undefined : Array.from({ length: size }, (_, i) => loadEvent(made + i))
  }
}

export const loadEvent = (n: number): LoadEvent => ({
  ...chatEvent({ model: n % 5 ? 'gpt-4o' : 'gpt-4o-mini' }),
  feature: `feature ${n % 7}`,
  team: `team ${n % 3}`,
})

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
