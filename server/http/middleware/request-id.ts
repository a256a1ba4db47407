import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../env.ts'

/** Takes the caller's id for the request, or makes one, and sends it back, so that logs on both sides can be joined. */
export function requestId(): MiddlewareHandler<AppEnv> {
  return async function requestId(c, next) {
    const given = c.req.header('x-request-id')
    const id = given && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID()
    c.set('requestId', id)
    c.header('x-request-id', id) // before the answer is made: afterwards it would be copied
    await next()
  }
}
