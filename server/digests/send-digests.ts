import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { Digest, DigestMessage } from '#shared/api/digests.ts'
import { composeDigest } from './compose-digest.ts'
import { DIGEST, lastDue } from './digest-columns.ts'

interface DueDigest extends Digest, Record<string, unknown> {
  from: string
  to: string
  /** As Postgres writes it, to the microsecond. */
  endsAt: string
}

/**
 * Sends the digests that are due: each tells of its last period once, over all instances. When no server was there at
 * its hour it is sent at the next look; of several periods that were missed only the last one.
 */
export async function sendDigests(ctx: AppContext): Promise<void> {
  const at = await ctx.databaseClock()
  for (const digest of await findDue(ctx, at)) {
    if (ctx.stopping.aborted) return
    try {
      await send(ctx, digest, await composeDigest(ctx, digest, digest), at)
    } catch (error) {
      ctx.log.error(
        { err: error, digest: digest.id },
        'a digest could not be put together; it is tried again',
      )
    }
  }
}

async function findDue(ctx: AppContext, at: Date): Promise<DueDigest[]> {
  const now = sql`${at.toISOString()}::timestamptz`
  const rows = await ctx.db.execute<DueDigest>(sql`
    select ${DIGEST}, from_day as "from", to_day as "to", due.ends_at::text as "endsAt"
    from digests d left join projects p on p.id = d.project_id ${lastDue(now)}
    where d.removed_at is null and d.paused_at is null and p.removed_at is null and due.ends_at > d.told_until
    order by d.id`)
  return [...rows]
}

/** ONE statement: who moves the digest on is the one that sends it. */
async function send(
  ctx: AppContext,
  { id, endsAt, from }: DueDigest,
  message: DigestMessage,
  at: Date,
): Promise<void> {
  const [row] = await ctx.db.execute<{ sent: number }>(sql`
    with told as (
      update digests set told_until = ${endsAt}::timestamptz
      where id = ${id}::int and told_until < ${endsAt}::timestamptz and paused_at is null and removed_at is null
      returning *
    ), sent as (
      insert into deliveries (channel_id, kind, dedup_key, payload, state, next_at)
      select c.id, 'digest', ${`digest:${id}:${from}`}, ${JSON.stringify(message)}::text::jsonb, 'pending',
        ${at.toISOString()}::timestamptz
      from told join channels c on c.id = any(told.channel_ids)
      where c.removed_at is null and c.disabled_at is null
      on conflict do nothing returning id
    )
    select count(*)::int as sent from sent`)
  if (row!.sent > 0) ctx.outbox.wake()
}
