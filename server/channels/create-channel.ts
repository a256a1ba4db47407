import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { type CreateChannel, type CreatedChannel, MOST_CHANNELS } from '#shared/api/channels.ts'
import { CHANNEL_FACTS } from './channel-columns.ts'
import { requireChannel } from './list-channels.ts'
import { requireTarget } from './require-target.ts'
import { endOf, partsOf } from './target-of.ts'

/** As Standard Webhooks want it: 24 to 64 random bytes. */
const SECRET_BYTES = 32

export const newWebhookSecret = () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`

/** The place of a channel's secret. Rotated, it moves to `previous_secret` as it is. */
export const secretPlace = (id: string | number) => `channels:secret:${id}` as const

/**
 * Makes a channel; the secret of a webhook is told this once.
 * @throws ClientError 409 above 500, 422 for an address that is not sent to.
 */
export async function createChannel(
  ctx: AppContext,
  { kind, name, isDefault, ...target }: CreateChannel,
  actor: string,
): Promise<CreatedChannel> {
  await requireTarget(ctx, target)
  const { settings, secret: entered } = partsOf(target)
  const made = kind === 'webhook' ? newWebhookSecret() : null
  const secret = made ?? entered
  if (made !== null) settings.secretEnd = endOf(made)
  const id = await nextId(ctx)
  const sealed = secret === undefined ? null : ctx.sealer.seal(secret, secretPlace(id))
  const rows = await ctx.db.execute(sql`
    with added as (
      insert into channels (id, name, kind, settings, secret, is_default, created_by)
      overriding system value
      select ${id}::int, ${name}, ${kind}, ${JSON.stringify(settings)}::text::jsonb, ${sealed}::text, ${isDefault}::bool, ${actor}
      where (select count(*) from channels where removed_at is null) < ${MOST_CHANNELS}::int
      returning *
    ), ${auditOf('added', actor, 'channel.create', CHANNEL_FACTS)}
    select id from added`)
  if (rows.length === 0)
    throw new ClientError(
      409,
      'too_many_channels',
      `There are ${MOST_CHANNELS} channels already. Remove one.`,
    )
  return { ...(await requireChannel(ctx, String(id))), secret: made }
}

/** A secret is sealed for its row, so the row has to be known first. */
async function nextId(ctx: AppContext): Promise<number> {
  const [row] = await ctx.db.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('channels', 'id'))::int as id`,
  )
  return row!.id
}
