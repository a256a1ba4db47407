import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import type { AppContext } from '#server/context.ts'
import { loadDemo } from '#server/demo/load-demo.ts'
import { canManageProjects, requirePermission } from '#server/people/permissions.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'

/** As `spendscope demo` makes them. */
const DEMO = { seed: 'spendscope', days: 90 }

export const demoRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().use(identify(ctx)).post('/', (c) => {
    requirePermission(canManageProjects(c.var.who), 'load demo data: that takes an admin')
    c.header('content-type', 'application/x-ndjson')
    return stream(
      c,
      async (answer) => {
        for await (const progress of loadDemo(ctx, DEMO)) {
          // Whoever leaves finds the days that are loaded, and may ask for the rest.
          if (answer.aborted) return
          await answer.write(`${JSON.stringify(progress)}\n`)
        }
      },
      async (error) => {
        ctx.log.error({ requestId: c.var.requestId, err: error }, 'the demo data could not be loaded')
        c.env.outgoing.destroy()
      },
    )
  })
