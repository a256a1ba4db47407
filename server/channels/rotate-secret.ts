import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { RotatedSecret } from '#shared/api/channels.ts'
import { newWebhookSecret, secretPlace } from './create-channel.ts'
import { requireChannel } from './list-channels.ts'
import { endOf } from './target-of.ts'

/**
 * Gives a webhook a new secret, told this once. For a day messages bear a signature of the old one as well.
 * @throws ClientError 404; 409 for a channel of another kind.
 */
export async function rotateSecret(ctx: AppContext, id: string, actor: string): Promise<RotatedSecret> {
  const secret = newWebhookSecret()
  const sealed = ctx.sealer.seal(secret, secretPlace(id))
  const end = JSON.stringify({ secretEnd: endOf(secret) })
  const rows = await ctx.db.execute(sql`
    with rotated as (
      update channels set previous_secret = secret, secret = ${sealed}, secret_rotated_at = now(),
        settings = settings || ${end}::text::jsonb
      where id = ${Number(id)} and kind = 'webhook' and removed_at is null returning *
    ), ${auditOf('rotated', actor, 'channel.rotate-secret', sql`jsonb_build_object('name', name)`)}
    select id from rotated`)
  const { previousSecretUntil } = await requireChannel(ctx, id)
  if (rows.length === 0 || previousSecretUntil === null)
    throw new ClientError(409, 'no_secret_to_rotate', 'Only webhooks have a secret that we make.')
  return { secret, previousSecretUntil }
}
