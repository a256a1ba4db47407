import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { readAbout } from '#server/doctor/read-about.ts'
import { canReadHealth, requirePermission } from '#server/people/permissions.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'

export const aboutRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().get('/', identify(ctx), async (c) => {
    requirePermission(canReadHealth(c.var.who), 'look at the health of the installation: that takes an admin')
    return c.json(await readAbout(ctx))
  })
