import { Hono } from 'hono'
import { z } from 'zod'
import type { AppContext } from '#server/context.ts'
import { createDigest } from '#server/digests/create-digest.ts'
import { listDigests } from '#server/digests/list-digests.ts'
import { readPicture } from '#server/digests/read-picture.ts'
import { removeDigest } from '#server/digests/remove-digest.ts'
import { testDigest } from '#server/digests/test-digest.ts'
import { updateDigest } from '#server/digests/update-digest.ts'
import {
  actorOf,
  canManageBudgets,
  requireProjectAccess,
  visibleProjects,
} from '#server/people/permissions.ts'
import { CreateDigest, UpdateDigest } from '#shared/api/digests.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { requireRights } from '../middleware/require-rights.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

const PictureParam = z.object({ id: z.string().regex(/^\d{1,18}$/), signature: z.string().max(64) })

/** Summaries of weeks and months. */
export const digestsRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    // For receivers that fetch what they show: the signature is the permission.
    .get('/pictures/:id/:signature', validate('param', PictureParam), async (c) => {
      const { id, signature } = c.req.valid('param')
      const headers = { 'content-type': 'image/png', 'cache-control': 'private, max-age=86400' }
      return c.body(await readPicture(ctx, id, signature), 200, headers)
    })
    .use(
      identify(ctx),
      requireRights({
        read: 'list digests',
        change: 'manage digests: that takes an editor or admin',
        mayChange: canManageBudgets,
      }),
    )
    .get('/', async (c) => c.json({ data: await listDigests(ctx, visibleProjects(c.var.who)) }))
    .post('/', validate('json', CreateDigest), async (c) => {
      const digest = c.req.valid('json')
      requireProjectAccess(c.var.who, digest.projectId)
      return c.json(await createDigest(ctx, digest, actorOf(c.var.who)), 201)
    })
    .patch('/:id', validate('param', IdParam), validate('json', UpdateDigest), async (c) => {
      const { id } = c.req.valid('param')
      const change = { changes: c.req.valid('json'), actor: actorOf(c.var.who) }
      return c.json(await updateDigest(ctx, id, change, visibleProjects(c.var.who)))
    })
    .delete('/:id', validate('param', IdParam), async (c) => {
      await removeDigest(ctx, c.req.valid('param').id, actorOf(c.var.who), visibleProjects(c.var.who))
      return c.body(null, 204)
    })
    .post('/:id/test', validate('param', IdParam), async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await testDigest(ctx, id, actorOf(c.var.who), visibleProjects(c.var.who)))
    })
