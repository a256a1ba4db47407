import type { AppContext, KeyGrant } from '#server/context.ts'
import { secondsUntil, tokensAt } from './token-bucket.ts'

/** What a key may still send, as the headers of an answer tell. */
export interface Allowance {
  perSecond: number
  remaining: number
  /** Until everything is there again; where nothing remains, until something does. */
  resetSeconds: number
  /** Whether it could be taken. */
  isGranted: boolean
}

/**
 * Takes one for a request from what its key may send. Returns undefined for a key without a limit.
 * The count is of this instance: with three of them a key may send three times as much.
 */
export function takeRequest(ctx: AppContext, key: KeyGrant): Allowance | undefined {
  return take(ctx, key, 1, (tokens) => tokens >= 1)
}

/** Takes the further events of a post that was let in. It is taken whole: what is too much is a debt. */
export function takeEvents(ctx: AppContext, key: KeyGrant, events: number): Allowance | undefined {
  return take(ctx, key, events, () => true)
}

function take(
  ctx: AppContext,
  { keyId, rateLimit }: KeyGrant,
  count: number,
  mayTake: (tokens: number) => boolean,
): Allowance | undefined {
  const perSecond = rateLimit ?? ctx.config.keyRateLimit
  if (perSecond === undefined) return undefined
  const limit = { most: perSecond, perSecond }
  const nowMs = ctx.clock().getTime()
  const before = tokensAt(ctx.memory.keyBuckets.get(keyId), limit, nowMs)
  const isGranted = mayTake(before)
  const tokens = isGranted ? before - count : before
  ctx.memory.keyBuckets.set(keyId, { tokens, atMs: nowMs })
  const remaining = Math.max(0, Math.floor(tokens))
  const resetSeconds = secondsUntil(remaining > 0 ? limit.most : 1, tokens, limit)
  return { perSecond, remaining, resetSeconds, isGranted }
}
