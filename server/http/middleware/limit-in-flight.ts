import type { MiddlewareHandler } from 'hono'
import { UnavailableError } from '#server/errors.ts'
import type { AppEnv } from '../env.ts'

/** Refuses what would only wait: above the bound the answer is 503 before the body is read. */
export function limitInFlight(most: number): MiddlewareHandler<AppEnv> {
  let inFlight = 0
  return async function limitInFlight(_, next) {
    if (inFlight >= most) throw new UnavailableError('The server is full of requests. Send this one again.')
    inFlight++
    try {
      await next()
    } finally {
      inFlight--
    }
  }
}
