import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { closeIncidents } from './close-incidents.ts'

/**
 * Ends what will never be sent: what was acknowledged before it went out, what was queued for a channel while that was
 * removed, and what waited a day for one that is off. Closes incidents. Looks at what waits and what was given up, for
 * `/metrics`.
 */
export async function watchOutbox(ctx: AppContext): Promise<void> {
  const { oldestPending, deadDeliveries } = ctx.metrics
  try {
    await endUnsendable(ctx)
    await closeIncidents(ctx)
    const [row] = await ctx.db.execute<{ oldest: number; dead: number }>(sql`
      select coalesce(extract(epoch from now() - min(d.next_at) filter (
          where d.state = 'pending' and d.next_at < now() and c.disabled_at is null)), 0)::float8 as oldest,
        count(*) filter (where d.state = 'dead')::float8 as dead
      from deliveries d join channels c on c.id = d.channel_id
      where d.state in ('pending', 'dead') and c.removed_at is null`)
    oldestPending.set(row!.oldest)
    deadDeliveries.set(row!.dead)
  } catch (error) {
    oldestPending.remove()
    deadDeliveries.remove()
    throw error
  }
}

async function endUnsendable(ctx: AppContext): Promise<void> {
  await ctx.db.execute(sql`
    with acknowledged as (
      update deliveries d set state = 'cancelled', settled_at = now(), last_error = 'the alert was acknowledged'
      from alerts a, channels c
      where a.id = d.alert_id and c.id = d.channel_id and d.state = 'pending' and a.acknowledged_at is not null
        and not (c.kind = 'pagerduty' and d.kind = 'resolved') and (d.locked_until is null or d.locked_until < now())
    ), removed as (
      update deliveries d set state = 'cancelled', settled_at = now(), last_error = 'the channel was removed'
      from channels c where c.id = d.channel_id and d.state = 'pending' and c.removed_at is not null
    )
    update deliveries d set state = 'dead', settled_at = now(), last_error = 'the channel was off for a day'
    from channels c
    where c.id = d.channel_id and d.state = 'pending' and c.disabled_at is not null and c.removed_at is null
      and greatest(d.next_at, c.disabled_at) < now() - interval '1 day'`)
}
