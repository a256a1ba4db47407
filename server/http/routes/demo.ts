import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { loadDemo } from '#server/demo/load-demo.ts'
import { canManageProjects, requirePermission } from '#server/people/permissions.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { streamLines } from '../stream-lines.ts'

/** As `spendscope demo` makes them. */
const DEMO = { seed: 'spendscope', days: 90 }

export const demoRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().use(identify(ctx)).post('/', (c) => {
    requirePermission(canManageProjects(c.var.who), 'load demo data: that takes an admin')
    return streamLines(ctx, c, loadDemo(ctx, DEMO), 'the demo data could not be loaded')
  })
