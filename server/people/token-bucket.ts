/** Fills steadily up to `most`; each act takes from it. */
export interface TokenBucket {
  tokens: number
  atMs: number
}

export interface BucketLimit {
  most: number
  perSecond: number
}

/** What is in it now; one that was never used is full. Below 0 is a debt: something was taken whole. */
export function tokensAt(bucket: TokenBucket | undefined, limit: BucketLimit, nowMs: number): number {
  if (!bucket) return limit.most
  const seconds = Math.max(0, nowMs - bucket.atMs) / 1000
  return Math.min(limit.most, bucket.tokens + seconds * limit.perSecond)
}

/** Whole seconds until `wanted` tokens are there, rounded up. */
export function secondsUntil(wanted: number, tokens: number, limit: BucketLimit): number {
  const seconds = Math.max(0, wanted - tokens) / limit.perSecond
  return Math.max(0, Math.ceil(seconds - 1e-6)) // what a double adds is not one more
}
