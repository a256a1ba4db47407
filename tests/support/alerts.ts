import { sql } from 'drizzle-orm'
import { deliverAlerts } from '#server/alerts/deliver-alerts.ts'
import { createChannel } from '#server/channels/create-channel.ts'
import type { AppContext } from '#server/context.ts'
import type { AlertMessage } from '#shared/api/alerts.ts'
import type { CreateChannel } from '#shared/api/channels.ts'

/** A channel of the test's own. */
export async function makeChannel(ctx: AppContext, channel: CreateChannel) {
  const { id, secret } = await createChannel(ctx, channel, 'test')
  return { id: Number(id), secret }
}

/** Puts alerts into the outbox of a channel, due now. Returns the numbers of the deliveries. */
export async function queueAlerts(
  ctx: AppContext,
  channelId: number,
  { count = 1, name = 'Search', kind = 'fired' as 'fired' | 'resolved' } = {},
): Promise<number[]> {
  const facts = { name, scope: 'production', spentUsd: '84.5', amountUsd: '100' }
  const message: Omit<AlertMessage, 'alertId'> = {
    type: 'alert',
    kind: 'budget',
    event: kind,
    project: null,
    budget: { id: '3', name },
    groupKey: null,
    threshold: 80,
    periodStart: '2026-11-23T00:00:00Z',
    periodEnd: '2026-11-24T00:00:00Z',
    firedAt: '2026-11-23T10:00:00Z',
    facts,
    path: '/budgets/3',
  }
  const rows = await ctx.db.execute<{ id: number }>(sql`
    with raised as (
      insert into alerts (dedup_key, kind, state, threshold, facts, fired_at)
      select gen_random_uuid(), 'budget', 'firing', 80, ${JSON.stringify(facts)}::text::jsonb, now()
      from generate_series(1, ${count}::int) returning id
    )
    insert into deliveries (channel_id, alert_id, kind, dedup_key, payload, state, next_at)
    select ${channelId}::int, id, ${kind}, 'alert:' || id || ':' || ${kind},
      ${JSON.stringify(message)}::text::jsonb || jsonb_build_object('alertId', id::text), 'pending', now()
    from raised returning id::int`)
  return rows.map(({ id }) => id)
}

/** Sends what is due, and waits until every attempt is written down. */
export async function deliverAll(ctx: AppContext): Promise<void> {
  await deliverAlerts(ctx)
  await ctx.outbox.idle()
}

/** Lets the time of the next attempt come, as if one had waited so long. */
export async function passTime(ctx: AppContext, deliveries: readonly number[], seconds = 86_400) {
  const step = sql`make_interval(secs => ${seconds}::float8)`
  await ctx.db.execute(sql`
    with moved as (update channels set busy_until = busy_until - ${step})
    update deliveries set next_at = next_at - ${step} where id = any(${`{${deliveries.join(',')}}`}::int[])`)
}

export async function readDeliveries(ctx: AppContext, ids: readonly number[]) {
  return ctx.db.execute<{
    id: number
    state: string
    attempts: number
    groupId: number | null
    error: string | null
    wait: number
    tries: { status: number | null; error: string | null; answer: string | null }[]
  }>(sql`
    select d.id::int, d.state, d.attempts, d.group_id::int as "groupId", d.last_error as error,
      extract(epoch from d.next_at - now())::float8 as wait,
      (select coalesce(jsonb_agg(jsonb_build_object('status', a.status, 'error', a.error, 'answer', a.answer) order by a.id), '[]')
        from delivery_attempts a where a.delivery_id = d.id) as tries
    from deliveries d where d.id = any(${`{${ids.join(',')}}`}::int[]) order by d.id`)
}
