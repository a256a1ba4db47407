import { Hono } from 'hono'
import type { AppContext } from '#server/context.ts'
import { ClientError, TooManyRequestsError } from '#server/errors.ts'
import { actsOf } from '#server/people/permissions.ts'
import { isSetupNeeded } from '#server/people/setup.ts'
import { readSettings } from '#server/settings/read-settings.ts'
import { setUp } from '#server/settings/set-up.ts'
import { VERSION } from '#server/version.ts'
import { type Me, Setup } from '#shared/api/people.ts'
import { withAddress } from '../client-address.ts'
import type { AppEnv } from '../env.ts'
import { identify } from '../middleware/identify.ts'
import { validate } from '../validate.ts'

export const meRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().get('/', identify(ctx), async (c) => {
    const { who } = c.var
    if (who.kind === 'key') throw new ClientError(403, 'forbidden', 'An API key is nobody; sign in.')
    const { id, name, email, role, projects } = who
    const { timeZone, currency } = await readSettings(ctx)
    return c.json<Me>({
      user: { id, name, email, role },
      may: actsOf(who),
      allProjects: projects === undefined,
      timeZone,
      currency,
      version: VERSION,
    })
  })

export const setupRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>()
    .get('/', async (c) => c.json({ needed: await isSetupNeeded(ctx) }))
    .post('/', validate('json', Setup), async (c) => {
      const setup = c.req.valid('json')
      await setUp(ctx, setup)
      const { email, password } = setup
      return ctx.auth.api.signInEmail({
        body: { email, password },
        headers: withAddress(c),
        asResponse: true,
      })
    })

/** better-auth's own routes: sign-in, sign-out, session. */
export const authRoutes = (ctx: AppContext) =>
  new Hono<AppEnv>().on(['GET', 'POST'], '/*', async (c) => {
    const answer = await ctx.auth.handler(new Request(c.req.raw, { headers: withAddress(c) }))
    if (answer.status < 400) return answer
    throw await toClientError(answer)
  })

/** What the library answers itself, in our own form. */
async function toClientError(answer: Response): Promise<ClientError> {
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('x-retry-after') ?? 60)
    return new TooManyRequestsError(
      'too_many_attempts',
      'Too many attempts from this address. Wait.',
      seconds,
    )
  }
  const body = (await answer.json().catch(() => ({}))) as { code?: string; message?: string }
  const { code = 'sign_in_failed', message = 'This was refused.' } = body
  return new ClientError(answer.status, code.toLowerCase(), message)
}
