import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

/** Of what was over before, nobody is told so late. */
const RECENTLY = sql.raw(`interval '1 day'`)

/**
 * Closes what was opened in incident tools, however its alert has ended: an incident stays open until it is told, also
 * where people are told nothing (an edit, a pause, a removal, the end of a period).
 */
export async function closeIncidents(ctx: AppContext): Promise<void> {
  const rows = await ctx.db.execute(sql`
    insert into deliveries (channel_id, alert_id, kind, dedup_key, payload, state, next_at)
    select d.channel_id, d.alert_id, 'resolved', 'alert:' || d.alert_id || ':resolved',
      d.payload || '{"event": "resolved"}', 'pending', now()
    from channels c join deliveries d on d.channel_id = c.id join alerts a on a.id = d.alert_id
    where c.kind = 'pagerduty' and c.removed_at is null and c.disabled_at is null
      and d.kind = 'fired' and d.state <> 'pending' and (d.state = 'delivered' or d.attempts > 0)
      and a.state in ('resolved', 'superseded') and greatest(a.resolved_at, d.settled_at) > now() - ${RECENTLY}
    on conflict do nothing returning id`)
  if (rows.length > 0) ctx.outbox.wake()
}
