import type { MiddlewareHandler } from 'hono'
import type { AppContext } from '#server/context.ts'
import { UnavailableError } from '#server/errors.ts'
import type { AppEnv } from '../env.ts'
import type { Places } from '../places.ts'

export const FULL = 'The server is full of requests. Send this one again.'

/** Holds a place for as long as the request takes. Where there is none, the answer is 503 before the body is read. */
export function limitInFlight({ metrics }: AppContext, places: Places): MiddlewareHandler<AppEnv> {
  return async function limitInFlight(c, next) {
    const reason = places.whyFull(c.env.incoming)
    if (reason) {
      metrics.requestsRefused.inc({ reason })
      throw new UnavailableError(FULL)
    }
    const giveBack = places.take(c.env.incoming)
    try {
      await next()
    } finally {
      giveBack()
    }
  }
}
