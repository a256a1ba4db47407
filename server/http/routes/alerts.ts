import { Hono } from 'hono'
import { z } from 'zod'
import { acknowledgeAlert } from '#server/alerts/acknowledge-alert.ts'
import { countOpenAlerts, listAlerts } from '#server/alerts/list-alerts.ts'
import { listDeadDeliveries, readAlert } from '#server/alerts/read-alert.ts'
import { resendDelivery } from '#server/alerts/resend-delivery.ts'
import { snoozeAlert } from '#server/alerts/snooze-alert.ts'
import type { AppContext } from '#server/context.ts'
import {
  actorOf,
  canManageBudgets,
  canManageChannels,
  requirePermission,
  visibleProjects,
} from '#server/people/permissions.ts'
import { ListAlertsQuery, SnoozeAlert } from '#shared/api/alerts.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { requireRights } from '../middleware/require-rights.ts'
import { validate } from '../validate.ts'

const BigIdParam = z.object({ id: z.string().regex(/^\d{1,18}$/) })
const DeadQuery = z.strictObject({ channel: z.string().regex(/^\d{1,9}$/) })

const TAKE_UP = 'take up alerts: that takes an editor or admin'

/** What was told, or is still to be told, and who has taken it up. */
export const alertsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx), requireRights({ read: 'read alerts', change: TAKE_UP, mayChange: canManageBudgets }))
    .get('/', validate('query', ListAlertsQuery), async (c) =>
      c.json(await listAlerts(ctx, c.req.valid('query'), visibleProjects(c.var.who))),
    )
    .get('/open', async (c) => c.json(await countOpenAlerts(ctx, visibleProjects(c.var.who))))
    .get('/:id', validate('param', BigIdParam), async (c) =>
      c.json(await readAlert(ctx, c.req.valid('param').id, visibleProjects(c.var.who))),
    )
    .post('/:id/acknowledge', validate('param', BigIdParam), async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await acknowledgeAlert(ctx, id, actorOf(c.var.who), visibleProjects(c.var.who)))
    })
    .post('/:id/snooze', validate('param', BigIdParam), validate('json', SnoozeAlert), async (c) => {
      const { id } = c.req.valid('param')
      const snooze = { ...c.req.valid('json'), actor: actorOf(c.var.who) }
      return c.json(await snoozeAlert(ctx, id, snooze, visibleProjects(c.var.who)))
    })

/** Messages that were given up: of every project, so for those who manage channels. */
export const deliveriesRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx))
    .get('/dead', validate('query', DeadQuery), async (c) => {
      requirePermission(canManageChannels(c.var.who), 'list messages of a channel: that takes an admin')
      return c.json({ data: await listDeadDeliveries(ctx, c.req.valid('query').channel) })
    })
    .post('/:id/resend', validate('param', BigIdParam), async (c) => {
      requirePermission(canManageBudgets(c.var.who), TAKE_UP)
      const { id } = c.req.valid('param')
      await resendDelivery(ctx, id, actorOf(c.var.who), visibleProjects(c.var.who))
      return c.body(null, 204)
    })
