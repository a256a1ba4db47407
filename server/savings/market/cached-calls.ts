import type { Lever } from './call.ts'
import { HIT } from './replay-cache.ts'

export const TTL_MS = { '5m': 300_000, '1h': 3_600_000 } as const
export type Ttl = keyof typeof TTL_MS

/** Calls whose prompt begins with `prefixOf` cached tokens, found or written as the replay of their places says. */
export function cachedCalls(
  places: Uint32Array,
  found: Uint8Array,
  ttl: Ttl,
  prefixOf: (i: number) => number,
): Lever {
  const order = new Map(Array.from(places, (place, i) => [place, i]))
  return (call, _traffic, place) => {
    const i = order.get(place)
    if (i === undefined) return call
    const prompt = call.input + call.cacheRead + call.cacheWrite5m + call.cacheWrite1h
    const prefix = Math.min(prefixOf(place), prompt)
    const isHit = found[i] === HIT
    return {
      ...call,
      input: prompt - prefix,
      cacheRead: isHit ? prefix : 0,
      cacheWrite5m: !isHit && ttl === '5m' ? prefix : 0,
      cacheWrite1h: !isHit && ttl === '1h' ? prefix : 0,
    }
  }
}

/** Calls as if nothing had been cached. */
export const uncached: Lever = (call) => ({
  ...call,
  input: call.input + call.cacheRead + call.cacheWrite5m + call.cacheWrite1h,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
})
