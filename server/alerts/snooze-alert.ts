import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { AlertDetail } from '#shared/api/alerts.ts'
import { requireOpen } from './acknowledge-alert.ts'
import { isSeen } from './alert-columns.ts'
import { readAlert } from './read-alert.ts'

const LONGEST_MS = 30 * 86_400_000

/**
 * Puts an alert off: it is not counted as open, and messages that wait, wait until then.
 * @throws ClientError 404; 409 for one that is over; 422 for a time that is past, or more than 30 days ahead.
 */
export async function snoozeAlert(
  ctx: AppContext,
  id: string,
  { until, actor }: { until: string; actor: string },
  visible?: VisibleProjects,
): Promise<AlertDetail> {
  const ahead = Date.parse(until) - ctx.clock().getTime()
  if (!(ahead > 0 && ahead <= LONGEST_MS))
    throw new ClientError(422, 'invalid_body', 'until: expected a time within the next 30 days', {
      pointer: '/until',
    })
  const end = sql`${new Date(until).toISOString()}::timestamptz`
  await ctx.db.execute(sql`
    with changed as (
      update alerts a set snoozed_until = ${end}
      where a.id = ${id}::bigint and a.state = 'firing' and ${isSeen(visible)} returning *
    ), held as (
      update deliveries d set next_at = greatest(d.next_at, ${end})
      from changed where d.alert_id = changed.id and d.state = 'pending' and d.kind = 'fired'
    ), ${auditOf(
      'changed',
      actor,
      'alert.snooze',
      sql`jsonb_build_object('kind', kind, 'name', facts ->> 'name', 'until', snoozed_until)`,
    )}
    select id from changed`)
  return requireOpen(await readAlert(ctx, id, visible))
}
