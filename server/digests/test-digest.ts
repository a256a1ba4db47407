import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { MOST_TESTS_A_MINUTE, waitForTest } from '#server/alerts/test-channel.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError, TooManyRequestsError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { DigestTest } from '#shared/api/digests.ts'
import { composeDigest } from './compose-digest.ts'
import { lastDue } from './digest-columns.ts'
import { requireDigest } from './list-digests.ts'

/**
 * Sends the digest of its last period to its channels now, marked as a test, and waits for what becomes of it.
 * @throws ClientError 404, 409 when all of its channels are switched off; TooManyRequestsError beyond five a minute.
 */
export async function testDigest(
  ctx: AppContext,
  id: string,
  actor: string,
  visible?: VisibleProjects,
): Promise<DigestTest> {
  const digest = await requireDigest(ctx, id, visible)
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const [days] = await ctx.db.execute<{ from: string; to: string }>(sql`
    select from_day as "from", to_day as "to" from digests d ${lastDue(now)} where d.id = ${id}::int`)
  const message = await composeDigest(ctx, digest, days!, true)
  const [row] = await ctx.db.execute<{ recent: number; sent: Sent[] | null }>(sql`
    with digest as (select * from digests where id = ${id}::int and removed_at is null for update),
    recent as (
      select count(*)::int as n from deliveries where kind = 'test' and created_at > now() - interval '1 minute'
        and payload ->> 'digestId' = ${id}
    ), added as (
      insert into deliveries (channel_id, kind, dedup_key, payload, state, next_at)
      select c.id, 'test', ${`test:${randomUUID()}`}, ${JSON.stringify(message)}::text::jsonb, 'pending', now()
      from digest join channels c on c.id = any(digest.channel_ids) cross join recent
      where c.removed_at is null and c.disabled_at is null
        and recent.n < ${MOST_TESTS_A_MINUTE}::int * cardinality(digest.channel_ids)
      returning id, channel_id
    ), tested as (select * from digest where exists (select from added)),
    ${auditOf('tested', actor, 'digest.test', sql`jsonb_build_object('name', name)`)}
    select recent.n as recent, (
      select json_agg(json_build_object('deliveryId', added.id::text,
        'channel', json_build_object('id', c.id::text, 'name', c.name, 'kind', c.kind)) order by c.name)
      from added join channels c on c.id = added.channel_id) as sent
    from recent`)
  if (row!.sent === null) throw row!.recent > 0 ? TOO_MANY() : NO_CHANNEL()
  const data = row!.sent.map(async ({ deliveryId, channel }) => ({
    ...(await waitForTest(ctx, deliveryId)),
    channel,
  }))
  return { data: await Promise.all(data) }
}

interface Sent {
  deliveryId: string
  channel: { id: string; name: string; kind: ChannelKind }
}

const TOO_MANY = () =>
  new TooManyRequestsError(
    'too_many_tests',
    `At most ${MOST_TESTS_A_MINUTE} tests a minute for a digest.`,
    60,
  )
const NO_CHANNEL = () =>
  new ClientError(409, 'no_channel', 'All channels of this digest are switched off or removed.')
