import { sql } from 'drizzle-orm'
import { instantText } from '#server/people/member-sql.ts'

/** How long messages bear a signature of the secret before a rotation as well. */
const PREVIOUS_FOR = sql.raw(`interval '1 day'`)

/** Whether the previous secret of `channels c` is still used. */
const SIGNS_WITH_PREVIOUS = sql`c.previous_secret is not null and c.secret_rotated_at > now() - ${PREVIOUS_FOR}`

/** A `Channel` of the API, from `channels c`. */
export const CHANNEL = sql`
  c.id::text, c.name, c.kind, c.settings, c.is_default as "isDefault", c.disabled_at is null as enabled,
  ${instantText('c.disabled_at')} as "disabledAt", c.disabled_reason as "disabledReason",
  case when ${SIGNS_WITH_PREVIOUS} then ${instantText(`(c.secret_rotated_at + interval '1 day')`)} end as "previousSecretUntil",
  c.created_by as "createdBy", ${instantText('c.created_at')} as "createdAt",
  (select count(*)::int from deliveries d where d.channel_id = c.id and d.state = 'pending') as pending,
  (select count(*)::int from deliveries d where d.channel_id = c.id and d.state = 'dead'
    and d.settled_at > now() - interval '30 days') as dead,
  (select jsonb_build_object('at', ${instantText('a.started_at')}, 'error', a.error)
    from deliveries d join delivery_attempts a on a.delivery_id = d.id
    where d.channel_id = c.id order by a.id desc limit 1) as "lastAttempt"`

/** What of a channel may stand in the audit log. */
export const CHANNEL_FACTS = sql.raw(
  `jsonb_build_object('name', name, 'kind', kind, 'settings', settings, 'isDefault', is_default,
    'enabled', disabled_at is null)`,
)
