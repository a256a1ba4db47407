import { sql } from 'drizzle-orm'
import type { Outcome } from '#server/channels/outgoing.ts'
import type { AppContext } from '#server/context.ts'
import { auditOf } from '#server/people/audit.ts'
import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { Claim } from './claim-deliveries.ts'
import type { Verdict } from './judge-attempt.ts'

/** What these take: https://api.slack.com/docs/rate-limits and alike. Seconds between two messages. */
const PAUSE_SECONDS: Record<ChannelKind, number> = {
  slack: 1,
  teams: 1,
  discord: 1,
  webhook: 0,
  pagerduty: 0,
  email: 0,
}

const GONE = 'Its receiver answered 410: it is gone. Enter another address, and switch the channel on again.'

/**
 * Writes down an attempt and what is to become of its message, and frees the channel. Returns false when the lease was
 * lost: then somebody else has the message, and nothing was written.
 */
export async function settleDeliveries(
  ctx: AppContext,
  { token, channel }: Claim,
  { outcome, durationMs, verdict }: { outcome: Outcome; durationMs: number; verdict: Verdict },
): Promise<boolean> {
  const { status = null, error = null, answer = null } = outcome
  const delaySeconds = verdict.state === 'pending' ? verdict.delaySeconds : 0
  const switchesOff = verdict.state === 'dead' && verdict.switchesOff
  const rows = await ctx.db.execute(sql`
    with settled as (
      update deliveries d set
        -- What was cancelled meanwhile stays so, unless it has arrived.
        state = case when d.state = 'pending' or ${verdict.state} = 'delivered' then ${verdict.state} else d.state end,
        attempts = d.attempts + 1,
        -- What was put off while it was on the way waits until then.
        next_at = greatest(now() + make_interval(secs => ${delaySeconds}::float8),
          (select snoozed_until from alerts a where a.id = d.alert_id and d.kind = 'fired')),
        locked_until = null, lock_token = null, last_error = ${error}::text,
        settled_at = case when ${verdict.state} = 'pending' and d.state = 'pending' then null else now() end
      where d.channel_id = ${channel.id}::int and d.lock_token = ${token}::uuid returning d.id
    ), tried as (
      insert into delivery_attempts (delivery_id, started_at, duration_ms, status, error, answer)
      select id, now() - make_interval(secs => ${durationMs / 1000}::float8), ${Math.round(durationMs)}::int,
        ${status}::int, ${error}::text, ${answer}::text from settled
    ), freed as (
      update channels c set busy_until = now() + make_interval(secs => ${PAUSE_SECONDS[channel.kind]}::float8),
        busy_token = null,
        disabled_at = case when ${switchesOff}::bool then coalesce(c.disabled_at, now()) else c.disabled_at end,
        disabled_reason = case when ${switchesOff}::bool then coalesce(c.disabled_reason, ${GONE}) else c.disabled_reason end
      where c.id = ${channel.id}::int and c.busy_token = ${token}::uuid returning c.*
    ), gone as (select * from freed where ${switchesOff}::bool),
    ${auditOf('gone', 'delivery', 'channel.switch-off', sql`jsonb_build_object('name', name, 'reason', disabled_reason)`)}
    select id from settled`)
  return rows.length > 0
}
