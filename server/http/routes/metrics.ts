import { createHash, timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { collectDefaultMetrics } from 'prom-client'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import type { AppEnv } from '../env.ts'

const LOOPBACK = /^(::ffff:)?127\.|^::1$/
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

/** What this instance counts, for Prometheus. Reads memory only, so it answers during an outage too. */
export function metricsRoutes(ctx: AppContext) {
  const { registry } = ctx.metrics
  collectDefaultMetrics({ register: registry })
  return new Hono<AppEnv>().get('/metrics', async (c) => {
    requireAccess(c, ctx.config.metricsToken)
    const headers = { 'content-type': registry.contentType, 'cache-control': 'no-store' }
    return c.body(await registry.metrics(), 200, headers)
  })
}

/** With a token, whoever sends it; without one, whoever is on this machine and did not come through a proxy. */
function requireAccess(c: Context<AppEnv>, token: string | undefined): void {
  if (token === undefined) {
    const isProxied = PROXY_HEADERS.some((name) => c.req.header(name) !== undefined)
    if (!isProxied && LOOPBACK.test(getConnInfo(c).remote.address ?? '')) return
    throw new ClientError(403, 'forbidden', 'Set METRICS_TOKEN to read metrics from another machine.')
  }
  const sent = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (sent === undefined || !isSame(sent, token))
    throw new ClientError(401, 'unauthorized', 'Send the token of METRICS_TOKEN: Authorization: Bearer ...')
}

/** Takes the same time wherever the two differ. */
function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
