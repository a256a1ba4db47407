import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { ping } from '#server/db/ping.ts'
import { UnavailableError } from '#server/errors.ts'
import type { AppEnv } from '../env.ts'

/** `/livez`: the process answers. `/readyz`: it can serve, so the database answers too and it is not stopping. */
export const healthRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .get('/livez', (c) => c.text('ok'))
    .get('/readyz', async (c) => {
      if (ctx.stopping.aborted) throw new UnavailableError('The server is stopping.')
      await ping(ctx.db)
      return c.text('ok')
    })
