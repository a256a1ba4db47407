import { sql } from 'drizzle-orm'
import { newlyNamed, requireChannels, toArray } from '#server/channels/require-channels.ts'
import type { AppContext } from '#server/context.ts'
import { requireZone } from '#server/db/require-zone.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { auditOf } from '#server/people/audit.ts'
import type { Digest, UpdateDigest } from '#shared/api/digests.ts'
import { DIGEST_CHANNELS } from './create-digest.ts'
import { DIGEST_FACTS, lastDue } from './digest-columns.ts'
import { requireDigest } from './list-digests.ts'

/**
 * Changes a digest; what is left out stays. After another zone or a pause it goes on with the next period: what was
 * told is not told again by other bounds. @throws ClientError 404; else as for creating one.
 */
export async function updateDigest(
  ctx: AppContext,
  id: string,
  { changes, actor }: { changes: UpdateDigest; actor: string },
  visible?: VisibleProjects,
): Promise<Digest> {
  const before = await requireDigest(ctx, id, visible)
  const { name, channelIds, hour, timeZone, paused } = { ...before, ...changes }
  if (changes.timeZone !== undefined) await requireZone(ctx, timeZone)
  await requireChannels(ctx, newlyNamed(changes.channelIds, before.channelIds), DIGEST_CHANNELS)
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const movesOn = timeZone !== before.timeZone || paused !== before.paused
  await ctx.db.execute(sql`
    with wanted as (select ${before.period}::text as period, ${timeZone}::text as zone, ${hour}::int as hour),
    before as (
      select id, ${DIGEST_FACTS} as facts from digests where id = ${id}::int and removed_at is null for update
    ), changed as (
      update digests set name = ${name}, channel_ids = ${toArray(channelIds)}::int[], zone = d.zone, hour = d.hour,
        told_until = case when ${movesOn}::bool then greatest(told_until, due.ends_at) else told_until end,
        paused_at = case when ${paused}::bool then coalesce(paused_at, ${now}) end
      from before, wanted d ${lastDue(now)} where digests.id = before.id returning digests.*, facts
    ), ${auditOf('changed', actor, 'digest.update', sql`jsonb_build_object('before', facts, 'after', ${DIGEST_FACTS})`)}
    select id from changed`)
  return requireDigest(ctx, id, visible)
}
