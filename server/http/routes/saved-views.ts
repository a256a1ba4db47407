import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import {
  canShareViews,
  type PersonPrincipal,
  type Principal,
  requirePermission,
} from '#server/people/permissions.ts'
import { deleteView } from '#server/views/delete-view.ts'
import { listViews } from '#server/views/list-views.ts'
import { saveView } from '#server/views/save-view.ts'
import { updateView } from '#server/views/update-view.ts'
import { CreateSavedView, UpdateSavedView } from '#shared/api/saved-views.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

/** Questions on Explore that people keep. */
export const savedViewsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx))
    .get('/', async (c) => c.json({ data: await listViews(ctx, requirePerson(c.var.who).id) }))
    .post('/', validate('json', CreateSavedView), async (c) => {
      const wanted = c.req.valid('json')
      const person = requirePerson(c.var.who)
      requireSharing(person, wanted.shared)
      return c.json(await saveView(ctx, wanted, person), 201)
    })
    .patch('/:id', validate('param', IdParam), validate('json', UpdateSavedView), async (c) => {
      const wanted = c.req.valid('json')
      const person = requirePerson(c.var.who)
      requireSharing(person, wanted.shared)
      return c.json(await updateView(ctx, c.req.valid('param').id, wanted, person))
    })
    .delete('/:id', validate('param', IdParam), async (c) => {
      await deleteView(ctx, c.req.valid('param').id, requirePerson(c.var.who))
      return c.body(null, 204)
    })

function requirePerson(who: Principal): PersonPrincipal {
  if (who.kind === 'key') throw new ClientError(403, 'forbidden', 'Views belong to people; sign in.')
  return who
}

const requireSharing = (who: PersonPrincipal, shared: boolean | undefined) =>
  requirePermission(!shared || canShareViews(who), 'share views: that takes an editor or admin')
