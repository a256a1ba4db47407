import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../env.ts'

/** Takes the caller's id for the request, or makes one, and sends it back, so that logs on both sides can be joined. */
export function requestId(): MiddlewareHandler<AppEnv> {
  return async function requestId(c, next) {
    const id = requestIdOf(c.env.incoming.headers['x-request-id'])
    c.set('requestId', id)
    c.header('x-request-id', id) // before the answer is made: afterwards it would be copied
    await next()
  }
}

/** What was given where that is harmless in logs and headers, else an id of our own. */
export function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID()
}
