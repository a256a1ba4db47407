import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { createApiKey, listApiKeys, revokeApiKey } from '#server/people/api-keys.ts'
import {
  actorOf,
  canManageKeys,
  requirePermission,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import { CreateApiKey } from '#shared/api/api-keys.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

export const apiKeysRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx), async (c, next) => {
      requirePermission(canManageKeys(c.var.who), 'manage API keys: that takes an editor or admin')
      await next()
    })
    .get('/', async (c) => c.json({ data: await listApiKeys(ctx, visibleProjects(c.var.who)) }))
    .post('/', validate('json', CreateApiKey), async (c) => {
      requireProjectAccess(c.var.who, c.req.valid('json').projectId)
      return c.json(await createApiKey(ctx, c.req.valid('json'), actorOf(c.var.who)), 201)
    })
    .delete('/:id', validate('param', IdParam), async (c) => {
      const by = { actor: actorOf(c.var.who), visible: visibleProjects(c.var.who) }
      await revokeApiKey(ctx, c.req.valid('param').id, by)
      return c.body(null, 204)
    })
