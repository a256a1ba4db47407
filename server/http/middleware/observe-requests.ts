import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { AppContext } from '#server/context.ts'
import type { AppEnv } from '../env.ts'

const SLOW_SECONDS = 1

/**
 * Counts every answer by the pattern of its route, and writes slow ones to the log; the others only for who asks
 * for debug lines, because a line for each post would cost more than the post.
 */
export function observeRequests(ctx: AppContext): MiddlewareHandler<AppEnv> {
  const { httpRequests, httpSeconds } = ctx.metrics
  return async function observeRequests(c, next) {
    const start = performance.now()
    await next()
    // Whoever asks again then finds a server that stays.
    if (ctx.stopping.aborted) c.header('connection', 'close')
    const seconds = (performance.now() - start) / 1000
    const route = routePath(c)
    const { status } = c.res
    httpRequests.inc({ route, status })
    httpSeconds.observe({ route }, seconds)
    const level = seconds >= SLOW_SECONDS ? 'warn' : 'debug'
    if (!ctx.log.isLevelEnabled(level)) return
    const { method, path } = c.req
    const ms = Math.round(seconds * 1000)
    ctx.log[level](
      { requestId: c.var.requestId, method, path, status, ms },
      `${level === 'warn' ? 'slow ' : ''}request`,
    )
  }
}
