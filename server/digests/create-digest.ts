import { sql } from 'drizzle-orm'
import { requireChannels, toArray } from '#server/channels/require-channels.ts'
import type { AppContext } from '#server/context.ts'
import { requireZone } from '#server/db/require-zone.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { requireProjectThere } from '#server/people/require-project-there.ts'
import { loadActiveZone } from '#server/rollups/active-zone.ts'
import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import { type CreateDigest, type Digest, MOST_DIGESTS } from '#shared/api/digests.ts'
import { DIGEST_FACTS, lastDue } from './digest-columns.ts'
import { requireDigest } from './list-digests.ts'

/** What can show a page of text. */
export const DIGEST_CHANNELS: readonly ChannelKind[] = ['email', 'slack']

/**
 * Makes a digest; the first one tells of the period whose hour comes next.
 * @throws ClientError 400 for an unknown zone, 404 for a project, 409 above 100, 422 for channels that are not there, or of another kind.
 */
export async function createDigest(ctx: AppContext, wanted: CreateDigest, actor: string): Promise<Digest> {
  const { name, period, projectId, channelIds, hour } = wanted
  const timeZone = wanted.timeZone ?? (await loadActiveZone(ctx))?.name ?? 'UTC'
  await requireZone(ctx, timeZone)
  await requireProjectThere(ctx, projectId)
  await requireChannels(ctx, channelIds, DIGEST_CHANNELS)
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    with wanted as (select ${period}::text as period, ${timeZone}::text as zone, ${hour}::int as hour),
    made as (
      insert into digests (name, period, project_id, channel_ids, zone, hour, told_until, created_by, created_at)
      select ${name}, d.period, ${projectId}::int, ${toArray(channelIds)}::int[], d.zone, d.hour, due.ends_at, ${actor},
        ${now}
      from wanted d ${lastDue(now)}
      where (select count(*) from digests where removed_at is null) < ${MOST_DIGESTS}::int
      returning *
    ), ${auditOf('made', actor, 'digest.create', DIGEST_FACTS)}
    select id::text from made`)
  if (!row)
    throw new ClientError(409, 'too_many_digests', `There are ${MOST_DIGESTS} digests already. Remove one.`)
  return requireDigest(ctx, row.id)
}
