import type { MiddlewareHandler } from 'hono'
import type { AppContext } from '#server/context.ts'
import { UnavailableError } from '#server/errors.ts'
import type { AppEnv } from '../env.ts'

/** Refuses what would only wait: above the bound the answer is 503 before the body is read. */
export function limitInFlight(ctx: AppContext, kind: string, most: number): MiddlewareHandler<AppEnv> {
  const { requestsInFlight, requestsRefused } = ctx.metrics
  const places = requestsInFlight.labels({ kind })
  places.set(0)
  let inFlight = 0
  return async function limitInFlight(_, next) {
    if (inFlight >= most) {
      requestsRefused.inc({ reason: 'busy' })
      throw new UnavailableError('The server is full of requests. Send this one again.')
    }
    inFlight++
    places.inc()
    try {
      await next()
    } finally {
      inFlight--
      places.dec()
    }
  }
}
