import type { MiddlewareHandler } from 'hono'
import { ClientError } from '#server/errors.ts'
import type { AppEnv } from '../env.ts'

/** A browser sends our cookie with other sites' requests too: one that changes something must come from our own pages. */
export function sameOrigin(publicUrl: string | undefined): MiddlewareHandler<AppEnv> {
  return async function sameOrigin(c, next) {
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
    if (changes && c.req.header('cookie') && !isOwn(c.req.raw.headers, publicUrl))
      throw new ClientError(403, 'foreign_origin', 'The request comes from another site.')
    await next()
  }
}

function isOwn(headers: Headers, publicUrl: string | undefined): boolean {
  const site = headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  if (!origin) return true // not a browser: those send one of the two
  const hosts = [headers.get('host'), publicUrl && new URL(publicUrl).host]
  return URL.canParse(origin) && hosts.includes(new URL(origin).host)
}
