import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import type { ChannelTarget } from './target-of.ts'

/** @throws ClientError 422 for an address that is not sent to, or somebody who may not be written to. */
export async function requireTarget(ctx: AppContext, target: ChannelTarget): Promise<void> {
  for (const field of ['url', 'webhookUrl'] as const) {
    const address = target[field]
    if (address !== undefined) requireAddress(ctx, address, `/${field}`)
  }
  if (target.recipients !== undefined) await requireRecipients(ctx, target.recipients)
}

/** What an address says by itself; where it leads is looked at whenever something is sent (guarded-agent.ts). */
function requireAddress(ctx: AppContext, address: string, pointer: string): void {
  const { protocol, username, password } = new URL(address)
  if (protocol !== 'https:' && ctx.config.allowedPrivateCidrs.length === 0)
    throw wrong('an address has to begin with https://', pointer)
  if (username !== '' || password !== '') throw wrong('an address must not hold a password', pointer)
}

/** Nobody is written to who did not agree: active members, and the domains that the operator named. */
async function requireRecipients(ctx: AppContext, recipients: readonly string[]): Promise<void> {
  if (ctx.config.smtp === undefined)
    throw new ClientError(
      422,
      'no_mail_server',
      'This server sends no e-mail: its operator has to set SMTP_URL.',
      {
        pointer: '/kind',
      },
    )
  const known = await knownRecipients(ctx, recipients)
  const strangers = recipients.filter((recipient) => !known.has(recipient))
  if (strangers.length === 0) return
  const detail = `${strangers.join(', ')}: only active members can be written to, and the domains in ALERT_EMAIL_DOMAINS`
  throw wrong(detail, '/recipients')
}

/** Those who may be written to: asked again whenever something is sent, because people leave. */
export async function knownRecipients(
  ctx: AppContext,
  recipients: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await ctx.db.execute<{ email: string }>(sql`
    select lower(email) as email from users
    where deactivated_at is null and lower(email) in (
      select jsonb_array_elements_text(${JSON.stringify(recipients)}::text::jsonb))`)
  const domains = new Set(ctx.config.alertEmailDomains)
  const inDomains = recipients.filter((recipient) => domains.has(recipient.split('@').at(-1)!))
  return new Set([...rows.map(({ email }) => email), ...inDomains])
}

const wrong = (detail: string, pointer: string) =>
  new ClientError(422, 'invalid_body', `${pointer.slice(1)}: ${detail}`, { pointer })
