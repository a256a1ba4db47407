import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { CLIENT_ADDRESS_HEADER } from '#server/people/auth.ts'
import type { AppEnv } from './env.ts'

/** Of the connection: what a client writes into a header is not believed. */
export const addressOf = (c: Context<AppEnv>) => getConnInfo(c).remote.address ?? 'unknown'

/** The headers of a request for the library of sign-ins, which limits addresses. */
export function withAddress(c: Context<AppEnv>): Headers {
  const headers = new Headers(c.req.raw.headers)
  headers.set(CLIENT_ADDRESS_HEADER, addressOf(c))
  return headers
}
