import type { HttpBindings } from '@hono/node-server'
import type { Principal } from '#server/people/permissions.ts'

/** What a request carries from the middleware to the routes. */
export interface AppEnv {
  Bindings: HttpBindings
  Variables: { requestId: string; who: Principal }
}
