import type { MiddlewareHandler } from 'hono'
import type { AppContext } from '#server/context.ts'
import { createTurns } from '#server/create-turns.ts'
import type { AppEnv } from '../env.ts'

/** Connections to the database that stay free for events, changes and jobs, however many charts are asked for. */
const KEPT_FREE = 3

/** Lets so many reads work at once that they leave connections to others; the rest of them wait for their turn. */
export function limitReads({
  config,
}: {
  config: Pick<AppContext['config'], 'databasePoolSize'>
}): MiddlewareHandler<AppEnv> {
  const turn = createTurns(Math.max(1, config.databasePoolSize - KEPT_FREE))
  return async function limitReads(c, next) {
    // What changes something may wait for its body, which is no reason to keep others waiting.
    await (c.req.method === 'GET' ? turn(next) : next())
  }
}
