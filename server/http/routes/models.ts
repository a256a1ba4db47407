import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { measureModels } from '#server/models/measure-models.ts'
import { canReadSpend, requirePermission, visibleProjects } from '#server/people/permissions.ts'
import { ModelsQuery } from '#shared/api/models.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

export const modelsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().get('/', identify(ctx), validate('query', ModelsQuery), async (c) => {
    requirePermission(canReadSpend(c.var.who), 'read spend with this key: it lacks the scope "read"')
    return c.json(await measureModels(ctx, c.req.valid('query'), visibleProjects(c.var.who)))
  })
