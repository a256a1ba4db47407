import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import type { Orm } from '#server/db/client.ts'
import * as schema from '#server/db/schema/people.ts'
import type { Log } from '#server/log.ts'

export type Auth = ReturnType<typeof createAuth>

/** Set by our own HTTP layer from the socket; what a client sends under this name is dropped. */
export const CLIENT_ADDRESS_HEADER = 'x-spendscope-client-address'

interface AuthOptions {
  orm: Orm
  secret: string
  publicUrl: string | undefined
  port: number
  log: Log
}

/** Sign-in and sessions of people. Nobody can sign up: the first admin comes from the setup link. */
export function createAuth({ orm, secret, publicUrl, port, log }: AuthOptions) {
  return betterAuth({
    basePath: '/v1/auth',
    baseURL: publicUrl ?? `http://localhost:${port}`,
    secret,
    // `transaction` stays off: writes are single statements (docs/decisions/0004).
    database: drizzleAdapter(orm, { provider: 'pg', schema, usePlural: true }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: { additionalFields: { role: { type: 'string', input: false, defaultValue: 'viewer' } } },
    trustedOrigins: (request) => (request ? [originOf(request, publicUrl)] : []),
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
    },
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

/** Without a public URL the page that may call is the one on the address the call came in on. */
function originOf(request: Request, publicUrl: string | undefined): string {
  return publicUrl ? new URL(publicUrl).origin : new URL(request.url).origin
}
