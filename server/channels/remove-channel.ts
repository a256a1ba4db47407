import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { CHANNEL_FACTS } from './channel-columns.ts'

/** Removes a channel with its secrets. What waits for it is not sent; what was sent stays on record. @throws ClientError 404 */
export async function removeChannel(ctx: AppContext, id: string, actor: string): Promise<void> {
  const rows = await ctx.db.execute(sql`
    with removed as (
      update channels set removed_at = now(), secret = null, previous_secret = null
      where id = ${Number(id)} and removed_at is null returning *
    ), cancelled as (
      update deliveries d set state = 'cancelled', settled_at = now(), last_error = 'the channel was removed'
      from removed where d.channel_id = removed.id and d.state = 'pending'
    ), ${auditOf('removed', actor, 'channel.remove', CHANNEL_FACTS)}
    select id from removed`)
  if (rows.length === 0) throw notFound('channel', id)
}
