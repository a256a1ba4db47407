import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { checkDatabase } from '#server/db/check-database.ts'
import { newestMigration } from '#server/db/migrate.ts'
import { UnavailableError } from '#server/errors.ts'
import { programPaths } from '#server/paths.ts'
import type { AppEnv } from '../env.ts'

/** `/livez`: the process answers. `/readyz`: it can serve, so the database does too, and it is not stopping. */
export function healthRoutes(ctx: AppContext) {
  const newest = newestMigration(programPaths().migrations)
  let running: Promise<void> | undefined
  /** Anybody may ask, as often as they like, so all who ask at once share one query. */
  const check = () => {
    running ??= checkDatabase(ctx.db, newest).finally(() => {
      running = undefined
    })
    return running
  }
  return new Hono<AppEnv>()
    .get('/livez', (c) => c.text('ok', 200, { 'cache-control': 'no-store' }))
    .get('/readyz', async (c) => {
      c.header('cache-control', 'no-store') // also on a 503
      if (ctx.stopping.aborted) throw new UnavailableError('The server is stopping.')
      await check()
      return c.text('ok')
    })
}
