import { Hono } from 'hono'
import { listTagKeys } from '#server/analytics/list-tag-keys.ts'
import type { AppContext } from '#server/context.ts'
import { canReadSpend, requirePermission, visibleProjects } from '#server/people/permissions.ts'
import { TagKeysQuery } from '#shared/api/tag-keys.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

export const tagKeysRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().get('/', identify(ctx), validate('query', TagKeysQuery), async (c) => {
    requirePermission(canReadSpend(c.var.who), 'read tag keys with this key: it lacks the scope "read"')
    return c.json(await listTagKeys(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
  })
