import { Hono } from 'hono'
import { explore } from '#server/analytics/explore.ts'
import type { AppContext } from '#server/context.ts'
import { canReadSpend, requirePermission, visibleProjects } from '#server/people/permissions.ts'
import { ExploreQuery } from '#shared/api/explore.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

export const exploreRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().get('/', identify(ctx), validate('query', ExploreQuery), async (c) => {
    requirePermission(canReadSpend(c.var.who), 'read spend with this key: it lacks the scope "read"')
    return c.json(await explore(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
  })
