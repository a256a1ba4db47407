import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import {
  actorOf,
  canManageSavings,
  canReadSpend,
  requirePermission,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import { listProjectSavings } from '#server/savings/settings/list-project-savings.ts'
import { updateSavingsSettings } from '#server/savings/settings/update-savings-settings.ts'
import { SavingsSettings } from '#shared/api/savings-settings.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

/** What counts as a saving in each project. */
export const savingsSettingsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx))
    .get('/', async (c) => {
      requirePermission(canReadSpend(c.var.who), 'read settings with this key: it lacks the scope "read"')
      return c.json({ data: await listProjectSavings(ctx, visibleProjects(c.var.who)) })
    })
    .put('/:id', validate('param', IdParam), validate('json', SavingsSettings), async (c) => {
      const { who } = c.var
      const { id } = c.req.valid('param')
      requirePermission(canManageSavings(who), 'say what counts as a saving: that takes an editor or admin')
      requireProjectAccess(who, id)
      return c.json(await updateSavingsSettings(ctx, id, c.req.valid('json'), actorOf(who)))
    })
