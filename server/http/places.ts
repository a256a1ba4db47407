import type { IncomingMessage } from 'node:http'
import type { Metrics } from '#server/metrics/create-metrics.ts'
import { MAX_BODY_BYTES, MAX_UNPACKED_BYTES } from '#shared/api/usage-event.ts'

/** Bounded places for requests in flight: what finds none would only wait in front of the database. */
export interface Places {
  /** Undefined when there is a place for this request. */
  whyFull(incoming: IncomingMessage): 'busy' | 'busy_bytes' | undefined
  /** Returns what gives the place back. */
  take(incoming: IncomingMessage): () => void
}

interface Bounds {
  requests: number
  /** Of bodies, which are in memory several times over. */
  bytes: number
}

/** Ingest has places of its own: whoever holds those of other routes cannot keep events out, nor the reverse. */
const BOUNDS = {
  ingest: { requests: 512, bytes: 16 * 1_048_576 },
  other: { requests: 64, bytes: 16 * 1_048_576 },
} satisfies Record<string, Bounds>

/** JSON of usage events shrinks to about an eighth. */
const UNPACKING = 8

export type AllPlaces = Record<keyof typeof BOUNDS, Places>

export const createAllPlaces = (metrics: Metrics): AllPlaces => ({
  ingest: createPlaces(metrics, 'ingest', BOUNDS.ingest),
  other: createPlaces(metrics, 'other', BOUNDS.other),
})

function createPlaces(metrics: Metrics, kind: string, most: Bounds): Places {
  const shownRequests = metrics.requestsInFlight.labels({ kind })
  const shownBytes = metrics.bytesInFlight.labels({ kind })
  let requests = 0
  let bytes = 0
  const add = (count: number, size: number) => {
    requests += count
    bytes += size
    shownRequests.set(requests)
    shownBytes.set(bytes)
  }
  add(0, 0)
  return {
    whyFull(incoming) {
      if (requests >= most.requests) return 'busy'
      return requests > 0 && bytes + bodyBytes(incoming) > most.bytes ? 'busy_bytes' : undefined
    },
    take(incoming) {
      const size = bodyBytes(incoming)
      add(1, size)
      return () => add(-1, -size)
    },
  }
}

/** What a body will take, as far as its head tells: a packed one is unpacked, a chunked one may grow to the bound. */
function bodyBytes({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return MAX_BODY_BYTES
  const length = Math.min(Number(headers['content-length'] ?? 0), MAX_BODY_BYTES)
  return headers['content-encoding'] === undefined ? length : Math.min(length * UNPACKING, MAX_UNPACKED_BYTES)
}
