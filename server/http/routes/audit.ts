import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { canReadAudit, requirePermission } from '#server/people/permissions.ts'
import { readAudit, readAuditFacets } from '#server/people/read-audit.ts'
import { AuditQuery } from '#shared/api/audit.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

export const auditRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx), async (c, next) => {
      requirePermission(canReadAudit(c.var.who), 'read the audit log: that takes an admin')
      await next()
    })
    .get('/', validate('query', AuditQuery), async (c) => c.json(await readAudit(ctx, c.req.valid('query'))))
    .get('/facets', async (c) => c.json(await readAuditFacets(ctx)))
