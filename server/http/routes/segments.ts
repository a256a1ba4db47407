import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { canReadSpend, requirePermission, visibleProjects } from '#server/people/permissions.ts'
import { listSegments } from '#server/savings/segments/list-segments.ts'
import { ListSegmentsQuery } from '#shared/api/segments.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

/** What the requests of each kind of work look like. */
export const segmentsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().use(identify(ctx)).get('/', validate('query', ListSegmentsQuery), async (c) => {
    requirePermission(canReadSpend(c.var.who), 'read segments with this key: it lacks the scope "read"')
    return c.json(await listSegments(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
  })
