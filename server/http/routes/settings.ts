import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { actorOf, canChangeSettings, canReadSpend, requirePermission } from '#server/people/permissions.ts'
import { previewRetention } from '#server/settings/preview-retention.ts'
import { readSettings } from '#server/settings/read-settings.ts'
import { updateSettings } from '#server/settings/update-settings.ts'
import { RetentionPreviewQuery, UpdateSettings } from '#shared/api/settings.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

export const settingsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(identify(ctx))
    .get('/', async (c) => {
      requirePermission(canReadSpend(c.var.who), 'read settings with this key: it lacks the scope "read"')
      return c.json(await readSettings(ctx))
    })
    .get('/retention-preview', validate('query', RetentionPreviewQuery), async (c) => {
      requirePermission(canChangeSettings(c.var.who), 'change settings: that takes an admin')
      return c.json(await previewRetention(ctx, c.req.valid('query').months))
    })
    .patch('/', validate('json', UpdateSettings), async (c) => {
      requirePermission(canChangeSettings(c.var.who), 'change settings: that takes an admin')
      return c.json(await updateSettings(ctx, c.req.valid('json'), actorOf(c.var.who)))
    })
