import { type SQL, sql } from 'drizzle-orm'
import { instantText } from '#server/people/member-sql.ts'

/** What the audit log keeps of a row of `digests`. */
export const DIGEST_FACTS = sql.raw(
  `jsonb_build_object('name', name, 'period', period, 'projectId', project_id::text, 'channelIds', channel_ids,
    'timeZone', zone, 'hour', hour, 'paused', paused_at is not null)`,
)

/**
 * Joined to a row `d` with the columns period, zone and hour: the last period that is due at an instant, by the
 * calendar of the zone, and when the next one is. An hour that a zone skips is the one after it.
 */
export const lastDue = (now: SQL) => sql`
  cross join lateral (
    select date_trunc(d.period, ${now} at time zone d.zone) as begun, ('1 ' || d.period)::interval as step,
      make_interval(hours => d.hour) as wait) as calendar
  cross join lateral (
    select case when (begun + wait) at time zone d.zone <= ${now} then begun else begun - step end as local_end,
      case when (begun + wait) at time zone d.zone <= ${now} then begun + step else begun end as next_end) as ends
  cross join lateral (
    select local_end at time zone d.zone as ends_at, to_char(local_end - step, 'YYYY-MM-DD') as from_day,
      to_char(local_end - interval '1 day', 'YYYY-MM-DD') as to_day,
      (next_end + wait) at time zone d.zone as next_at) as due`

/** Of `digests d`, its project `p` and `lastDue`. */
export const DIGEST = sql`
  d.id::text, d.name, d.period, d.project_id::text as "projectId", p.name as "projectName",
  to_jsonb(d.channel_ids::text[]) as "channelIds", d.zone as "timeZone", d.hour, d.paused_at is not null as paused,
  d.created_by as "createdBy", ${instantText('d.created_at')} as "createdAt", ${instantText('due.next_at')} as "nextAt"`
