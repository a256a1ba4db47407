import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError, notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { Channel, UpdateChannel } from '#shared/api/channels.ts'
import { CHANNEL_FACTS } from './channel-columns.ts'
import { secretPlace } from './create-channel.ts'
import { requireChannel } from './list-channels.ts'
import { requireTarget } from './require-target.ts'
import { partsOf, strangersIn } from './target-of.ts'

/**
 * Changes a channel, or switches it on or off; what is left out stays. Messages that wait are sent to where it leads
 * then. @throws ClientError 404; 422 for what its kind does not have, or an address that is not sent to.
 */
export async function updateChannel(
  ctx: AppContext,
  id: string,
  { name, isDefault, enabled, ...target }: UpdateChannel,
  actor: string,
): Promise<Channel> {
  const { kind } = await requireChannel(ctx, id)
  const [stranger] = strangersIn(kind, target)
  if (stranger !== undefined)
    throw new ClientError(422, 'invalid_body', `${stranger}: a channel of the kind ${kind} has none`, {
      pointer: `/${stranger}`,
    })
  await requireTarget(ctx, target)
  const { settings, secret } = partsOf(target)
  const sealed = secret === undefined ? null : ctx.sealer.seal(secret, secretPlace(id))
  const rows = await ctx.db.execute(sql`
    with before as (
      select id, ${CHANNEL_FACTS} as facts from channels
      where id = ${Number(id)} and removed_at is null for update
    ), changed as (
      update channels c set name = coalesce(${name ?? null}::text, name),
        is_default = coalesce(${isDefault ?? null}::bool, is_default),
        settings = settings || ${JSON.stringify(settings)}::text::jsonb,
        secret = coalesce(${sealed}::text, secret),
        disabled_at = case ${enabled ?? null}::bool when true then null
          when false then coalesce(disabled_at, now()) else disabled_at end,
        disabled_reason = case ${enabled ?? null}::bool when true then null
          when false then coalesce(disabled_reason, ${`Switched off by ${actor}.`}) else disabled_reason end
      from before where c.id = before.id returning c.*, facts
    ), ${auditOf(
      'changed',
      actor,
      'channel.update',
      sql`jsonb_build_object('before', facts, 'after', ${CHANNEL_FACTS})`,
    )}
    select id from changed`)
  if (rows.length === 0) throw notFound('channel', id)
  return requireChannel(ctx, id)
}
