import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

export interface ClosingAlert {
  id: string
  state: 'resolved' | 'superseded'
  /** Whether those who were told of it are told that it is over. */
  tells: boolean
  /** What is spent now, where the message says so. */
  spentUsd?: string
}

/**
 * Ends open alerts. A message that nobody has got yet is not sent any more; whoever got one is told that it is over,
 * where that is wanted. Returns how many were open.
 */
export async function closeAlerts(
  ctx: AppContext,
  closing: readonly ClosingAlert[],
  at: Date,
): Promise<number> {
  if (closing.length === 0) return 0
  const now = sql`${at.toISOString()}::timestamptz`
  const unsent = sql.raw(`state = 'pending' and attempts = 0 and locked_until is null`)
  const [row] = await ctx.db.execute<{ closed: number }>(sql`
    with wanted as (
      select * from json_to_recordset(${JSON.stringify(closing)}::text::json) as w(
        id bigint, state text, tells boolean, "spentUsd" text)
    ), closed as (
      update alerts a set state = w.state, resolved_at = ${now} from wanted w
      where a.id = w.id and a.state in ('firing', 'acknowledged') returning a.id, w.tells, w.state, "spentUsd"
    ), cancelled as (
      update deliveries d set state = 'cancelled', settled_at = ${now}
      where kind = 'fired' and ${unsent} and alert_id in (select id from closed where tells or state = 'superseded')
    ), told as (
      insert into deliveries (channel_id, alert_id, kind, dedup_key, payload, state, next_at)
      select channel_id, alert_id, 'resolved', 'alert:' || alert_id || ':resolved',
        d.payload || jsonb_build_object('event', 'resolved', 'facts',
          (d.payload -> 'facts') || jsonb_strip_nulls(jsonb_build_object('spentUsd', "spentUsd"))),
        'pending', ${now}
      from deliveries d join closed on closed.id = d.alert_id
      where tells and d.kind = 'fired' and d.state in ('pending', 'delivered')
        and not (d.state = 'pending' and attempts = 0 and locked_until is null)
      on conflict do nothing
    )
    select count(*)::int as closed from closed`)
  if (row!.closed > 0) ctx.outbox.wake()
  return row!.closed
}
