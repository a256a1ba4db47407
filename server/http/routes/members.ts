import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import type { AppContext } from '#server/context.ts'
import { acceptInvitation, findInvitation } from '#server/people/accept-invitation.ts'
import {
  createInvitation,
  listInvitations,
  renewInvitation,
  revokeInvitation,
} from '#server/people/invitations.ts'
import { limitAttempts } from '#server/people/limit-attempts.ts'
import { listMembers, removeMember, updateMember } from '#server/people/members.ts'
import { actorOf, canManageMembers, requirePermission } from '#server/people/permissions.ts'
import { AcceptInvitation, CreateInvitation, FindInvitation, UpdateMember } from '#shared/api/members.ts'
import { addressOf, withAddress } from '../client-address.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'
import { IdParam } from './projects.ts'

const MemberParam = z.object({ id: z.string().min(1).max(64) })

const manageMembers = (ctx: AppContext) =>
  new Hono<AppEnv>().use(identify(ctx), async (c, next) => {
    requirePermission(canManageMembers(c.var.who), 'manage members: that takes an admin')
    await next()
  })

export const membersRoutes = (ctx: AppContext) =>
  manageMembers(ctx)
    .get('/', async (c) => c.json({ data: await listMembers(ctx) }))
    .patch('/:id', validate('param', MemberParam), validate('json', UpdateMember), async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await updateMember(ctx, id, c.req.valid('json'), actorOf(c.var.who)))
    })
    .delete('/:id', validate('param', MemberParam), async (c) => {
      await removeMember(ctx, c.req.valid('param').id, actorOf(c.var.who))
      return c.body(null, 204)
    })

export const invitationsRoutes = (ctx: AppContext) =>
  manageMembers(ctx)
    .get('/', async (c) => c.json({ data: await listInvitations(ctx) }))
    .post('/', validate('json', CreateInvitation), async (c) =>
      c.json(await createInvitation(ctx, c.req.valid('json'), actorOf(c.var.who)), 201),
    )
    .post('/:id/renew', validate('param', IdParam), async (c) =>
      c.json(await renewInvitation(ctx, c.req.valid('param').id, actorOf(c.var.who))),
    )
    .delete('/:id', validate('param', IdParam), async (c) => {
      await revokeInvitation(ctx, c.req.valid('param').id, actorOf(c.var.who))
      return c.body(null, 204)
    })

/** Ten tries, then one in six seconds: enough for typing errors, and for several people behind one address. */
const ATTEMPTS = { most: 10, perSecond: 1 / 6 }

/** For the one who got the link, and has no account yet. The token is in the body: addresses stand in logs. */
export function acceptRoutes(ctx: AppContext) {
  const limit = limitAttempts(ctx.clock, ATTEMPTS, 'Too many attempts from this address. Wait a moment.')
  const limited = createMiddleware<AppEnv>(async (c, next) => {
    limit.take(addressOf(c))
    await next()
  })
  return new Hono<AppEnv>()
    .post('/find', limited, validate('json', FindInvitation), async (c) =>
      c.json(await findInvitation(ctx, c.req.valid('json').token)),
    )
    .post('/accept', limited, validate('json', AcceptInvitation), async (c) => {
      const { password } = c.req.valid('json')
      const email = await acceptInvitation(ctx, c.req.valid('json'))
      return ctx.auth.api.signInEmail({
        body: { email, password },
        headers: withAddress(c),
        asResponse: true,
      })
    })
}
