/** What a request would find in the cache. */
const MISS = 1
export const HIT = 2

/**
 * Replays arrivals (epoch milliseconds, ascending) against a cache that lives for `ttlMs` after its last use. A request
 * that comes within `warmMs` of a miss still misses: the prompt is not in the cache before its answer begins.
 */
export function replayCache(at: ArrayLike<number>, ttlMs: number, warmMs = 0): Uint8Array {
  const found = new Uint8Array(at.length)
  let last = Number.NEGATIVE_INFINITY
  let written = Number.NEGATIVE_INFINITY
  for (let i = 0; i < at.length; i++) {
    const isWarm = at[i]! - written >= warmMs
    found[i] = at[i]! - last <= ttlMs && isWarm ? HIT : MISS
    if (at[i]! - last > ttlMs) written = at[i]!
    last = at[i]!
  }
  return found
}

export const hitsIn = (found: Uint8Array): number => found.reduce((n, each) => n + Number(each === HIT), 0)
