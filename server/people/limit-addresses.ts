import { type BucketLimit, secondsUntil, type TokenBucket, tokensAt } from './token-bucket.ts'

/** Addresses must not fill the memory. */
const MOST_KEYS = 10_000

export interface LimitDecision {
  allowed: boolean
  /** Seconds. */
  retryAfter: number | null
}

/**
 * Counts for the limits of better-auth, each by address and route. The library's own count is one for all
 * installations in a process; this one belongs to its installation and follows its clock.
 */
export function limitAddresses(clock: () => Date) {
  const buckets = new Map<string, TokenBucket>()
  return {
    async consume(key: string, { window, max }: { window: number; max: number }): Promise<LimitDecision> {
      const limit: BucketLimit = { most: max, perSecond: max / window }
      const atMs = clock().getTime()
      const tokens = tokensAt(buckets.get(key), limit, atMs)
      if (tokens < 1) return { allowed: false, retryAfter: secondsUntil(1, tokens, limit) }
      if (buckets.size >= MOST_KEYS) buckets.clear()
      buckets.set(key, { tokens: tokens - 1, atMs })
      return { allowed: true, retryAfter: null }
    },
  }
}
