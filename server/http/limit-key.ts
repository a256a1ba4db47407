import type { Context } from 'hono'
import type { AppContext, KeyGrant } from '#server/context.ts'
import { TooManyRequestsError } from '#server/errors.ts'
import { type Allowance, takeEvents, takeRequest } from '#server/people/take-from-key.ts'
import type { AppEnv } from './env.ts'

/**
 * Holds a key to its limit, before the body is read, and tells the limit with the answer. Returns what takes the
 * further events of a post. @throws TooManyRequestsError
 */
export function limitKey(ctx: AppContext, c: Context<AppEnv>, key: KeyGrant): (events: number) => void {
  const allowance = takeRequest(ctx, key)
  if (!allowance) return () => {}
  tell(c, allowance)
  if (!allowance.isGranted) {
    ctx.metrics.requestsRefused.inc({ reason: 'key_limit' })
    const { perSecond, resetSeconds } = allowance
    const detail = `This key may send ${perSecond} events or requests a second. Send this one again later.`
    throw new TooManyRequestsError('rate_limited', detail, resetSeconds)
  }
  return (events) => tell(c, takeEvents(ctx, key, events)!)
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers: `q` is for `w` seconds, `t` in seconds. */
function tell(c: Context<AppEnv>, { perSecond, remaining, resetSeconds }: Allowance): void {
  c.header('ratelimit-policy', `"key";q=${perSecond};w=1`)
  c.header('ratelimit', `"key";r=${remaining};t=${resetSeconds}`)
}
