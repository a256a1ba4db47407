import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import type { Orm } from '#server/db/client.ts'
import * as schema from '#server/db/schema/people.ts'
import { auditEntries } from '#server/db/schema/prices.ts'
import type { Log } from '#server/log.ts'
import { limitAddresses } from './limit-addresses.ts'
import { limitSignIns, type SignInLimit } from './limit-sign-ins.ts'

export type Auth = ReturnType<typeof createAuth>

/** Set by our own HTTP layer from the socket; what a client sends under this name is dropped. */
export const CLIENT_ADDRESS_HEADER = 'x-spendscope-client-address'

interface AuthOptions {
  orm: Orm
  secret: string
  publicUrl: string | undefined
  port: number
  log: Log
  clock: () => Date
}

/** Sign-in and sessions of people. Nobody can sign up: the first admin comes from the setup link. */
export function createAuth({ orm, secret, publicUrl, port, log, clock }: AuthOptions) {
  return betterAuth({
    basePath: '/v1/auth',
    baseURL: publicUrl ?? `http://localhost:${port}`,
    secret,
    // `transaction` stays off: writes are single statements (docs/decisions/0004).
    database: drizzleAdapter(orm, { provider: 'pg', schema, usePlural: true }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'viewer' },
        allProjects: { type: 'boolean', input: false, defaultValue: true },
        deactivatedAt: { type: 'date', input: false, required: false },
      },
    },
    databaseHooks: { session: { create: { before: ({ userId }) => refuseDeactivated(orm, userId) } } },
    trustedOrigins: (request) => (request ? [originOf(request, publicUrl)] : []),
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
      customStorage: limitAddresses(clock),
    },
    hooks: accountHooks(orm, limitSignIns(clock)),
    advanced: {
      cookiePrefix: 'spendscope',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    // Errors go the way of all others: an outage is a 503, and nothing is logged with its values.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level]({ from: 'sign-in' }, message) },
  })
}

/** The password was right, so this tells nobody else that there is such an account. @throws APIError 403 */
async function refuseDeactivated(orm: Orm, userId: string): Promise<void> {
  const [user] = await orm
    .select({ deactivatedAt: schema.users.deactivatedAt })
    .from(schema.users)
    .where(eq(schema.users.id, userId))
  if (user?.deactivatedAt)
    throw new APIError('FORBIDDEN', {
      code: 'ACCOUNT_DEACTIVATED',
      message: 'This account was deactivated. An admin can let you in again.',
    })
}

/** better-auth limits addresses; these limit accounts, and put a changed password on record. */
function accountHooks(orm: Orm, limit: SignInLimit) {
  const emailOf = ({ path, body }: { path: string; body: { email?: unknown } | undefined }) =>
    path === '/sign-in/email' && typeof body?.email === 'string' ? body.email : undefined
  return {
    before: createAuthMiddleware(async (request) => {
      const email = emailOf(request)
      if (email !== undefined) limit.take(email)
    }),
    after: createAuthMiddleware(async (request) => {
      const email = emailOf(request)
      if (email !== undefined && request.context.newSession) limit.forget(email)
      const { session, returned } = request.context
      if (request.path === '/change-password' && session && !(returned instanceof APIError))
        await recordPasswordChange(orm, session.user)
    }),
  }
}

/** The library has written the password by a statement of its own, so the record is one as well. */
async function recordPasswordChange(orm: Orm, { id, email }: { id: string; email: string }): Promise<void> {
  await orm.insert(auditEntries).values({ actor: email, action: 'password.change', subject: id, details: {} })
}

/** Without a public URL the page that may call is the one on the address the call came in on. */
function originOf(request: Request, publicUrl: string | undefined): string {
  return publicUrl ? new URL(publicUrl).origin : new URL(request.url).origin
}
