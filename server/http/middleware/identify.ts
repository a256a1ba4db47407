import type { MiddlewareHandler } from 'hono'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { authenticateKey } from '#server/people/api-keys.ts'
import { findPerson } from '#server/people/find-person.ts'
import type { Principal } from '#server/people/permissions.ts'
import type { AppEnv } from '../env.ts'
import { limitKey } from '../limit-key.ts'

/** Tells who asks, by API key or by session. @throws ClientError 401 for nobody, 429 for a key above its limit. */
export function identify(ctx: AppContext): MiddlewareHandler<AppEnv> {
  return async function identify(c, next) {
    const who = await findPrincipal(ctx, c.req.raw.headers)
    if (who.kind === 'key') limitKey(ctx, c, who)
    c.set('who', who)
    await next()
  }
}

/** Who asks, by the head of a request. @throws ClientError 401 for nobody. */
export async function findPrincipal(ctx: AppContext, headers: Headers): Promise<Principal> {
  const authorization = headers.get('authorization')
  if (authorization !== null) return { kind: 'key', ...(await authenticateKey(ctx, authorization)) }
  const person = headers.has('cookie') ? await findPerson(ctx, headers) : undefined
  if (!person)
    throw new ClientError(401, 'unauthorized', 'Sign in, or send an API key: Authorization: Bearer ssk_...')
  return person
}
