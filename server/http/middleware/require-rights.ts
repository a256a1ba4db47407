import type { MiddlewareHandler } from 'hono'
import { canReadSpend, type Principal, requirePermission } from '#server/people/permissions.ts'
import type { AppEnv } from '../env.ts'

interface Rights {
  /** What a key without the scope "read" may not do, such as "list rules". */
  read: string
  /** What it takes to change something, such as "manage rules: that takes an editor or admin". */
  change: string
  mayChange: (who: Principal) => boolean
}

/** After `identify`: who asks may read, or change as well. @throws ClientError 403 that names what is missing. */
export function requireRights({ read, change, mayChange }: Rights): MiddlewareHandler<AppEnv> {
  return async function requireRights(c, next) {
    const { who } = c.var
    if (c.req.method === 'GET')
      requirePermission(canReadSpend(who), `${read} with this key: it lacks the scope "read"`)
    else requirePermission(mayChange(who), change)
    await next()
  }
}
