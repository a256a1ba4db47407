import { Hono } from 'hono'
import { testChannel } from '#server/alerts/test-channel.ts'
import { createChannel } from '#server/channels/create-channel.ts'
import { listChannels } from '#server/channels/list-channels.ts'
import { removeChannel } from '#server/channels/remove-channel.ts'
import { rotateSecret } from '#server/channels/rotate-secret.ts'
import { updateChannel } from '#server/channels/update-channel.ts'
import type { AppContext } from '#server/context.ts'
import { actorOf, canManageChannels } from '#server/people/permissions.ts'
import { CreateChannel, UpdateChannel } from '#shared/api/channels.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { requireRights } from '../middleware/require-rights.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

/** Where alerts are sent. Channels are the installation's: everybody knows their names, admins where they lead. */
export const channelsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .use(
      identify(ctx),
      requireRights({
        read: 'list channels',
        change: 'manage channels: that takes an admin',
        mayChange: canManageChannels,
      }),
    )
    .get('/', async (c) => c.json(await listChannels(ctx, canManageChannels(c.var.who))))
    .post('/', validate('json', CreateChannel), async (c) =>
      c.json(await createChannel(ctx, c.req.valid('json'), actorOf(c.var.who)), 201),
    )
    .patch('/:id', validate('param', IdParam), validate('json', UpdateChannel), async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await updateChannel(ctx, id, c.req.valid('json'), actorOf(c.var.who)))
    })
    .delete('/:id', validate('param', IdParam), async (c) => {
      await removeChannel(ctx, c.req.valid('param').id, actorOf(c.var.who))
      return c.body(null, 204)
    })
    .post('/:id/test', validate('param', IdParam), async (c) =>
      c.json(await testChannel(ctx, c.req.valid('param').id, actorOf(c.var.who))),
    )
    .post('/:id/rotate', validate('param', IdParam), async (c) =>
      c.json(await rotateSecret(ctx, c.req.valid('param').id, actorOf(c.var.who))),
    )
