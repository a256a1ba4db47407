import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { requireChannel } from '#server/channels/list-channels.ts'
import type { AppContext } from '#server/context.ts'
import { TooManyRequestsError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { ChannelTest } from '#shared/api/channels.ts'
import type { TestMessage } from './compose-message.ts'
import { deliverAlerts } from './deliver-alerts.ts'

export const MOST_TESTS_A_MINUTE = 5
/** A little longer than an attempt may take. */
const WAIT_MS = 22_000
const LOOK_EVERY_MS = 250

/**
 * Sends a message the way that alerts take, and waits for what becomes of it. It is not tried again.
 * @throws ClientError 404; TooManyRequestsError beyond five a minute for a channel.
 */
export async function testChannel(ctx: AppContext, id: string, actor: string): Promise<ChannelTest> {
  await requireChannel(ctx, id)
  const payload: TestMessage = { type: 'test', requestedBy: actor }
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    with channel as (select * from channels where id = ${Number(id)} and removed_at is null for update),
    added as (
      insert into deliveries (channel_id, kind, dedup_key, payload, state, next_at)
      select id, 'test', ${`test:${randomUUID()}`}, ${JSON.stringify(payload)}::text::jsonb, 'pending', now() from channel
      where (select count(*) from deliveries d where d.channel_id = channel.id and d.kind = 'test'
        and d.created_at > now() - interval '1 minute') < ${MOST_TESTS_A_MINUTE}::int
      returning id, channel_id
    ), tested as (select c.* from channel c join added on added.channel_id = c.id),
    ${auditOf('tested', actor, 'channel.test', sql`jsonb_build_object('name', name)`)}
    select id::text from added`)
  if (!row)
    throw new TooManyRequestsError(
      'too_many_tests',
      `At most ${MOST_TESTS_A_MINUTE} tests a minute for a channel.`,
      60,
    )
  return waitForTest(ctx, row.id)
}

/** What became of a test message; `pending` after 22 s without an answer. */
export async function waitForTest(ctx: AppContext, deliveryId: string): Promise<ChannelTest> {
  for (let waited = 0; waited < WAIT_MS && !ctx.stopping.aborted; waited += LOOK_EVERY_MS) {
    // Again and again: the channel may be busy with another message, or pause after one.
    await deliverAlerts(ctx)
    const [row] = await ctx.db.execute<Omit<ChannelTest, 'deliveryId'>>(sql`
      select case when a.error is null then 'delivered' else 'failed' end as state, a.status,
        a.duration_ms as "durationMs", a.error, left(a.answer, 200) as answer
      from delivery_attempts a where a.delivery_id = ${deliveryId}::bigint`)
    if (row) return { deliveryId, ...row }
    await sleep(LOOK_EVERY_MS)
  }
  return { deliveryId, state: 'pending', status: null, durationMs: null, error: null, answer: null }
}
