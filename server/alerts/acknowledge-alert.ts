import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { AlertDetail } from '#shared/api/alerts.ts'
import { isSeen } from './alert-columns.ts'
import { readAlert } from './read-alert.ts'

/**
 * Somebody has taken it up: nothing more is sent of this alert, and what waits is cancelled. Said again it stays as it is.
 * @throws ClientError 404; 409 for one that is over.
 */
export async function acknowledgeAlert(
  ctx: AppContext,
  id: string,
  actor: string,
  visible?: VisibleProjects,
): Promise<AlertDetail> {
  await ctx.db.execute(sql`
    with changed as (
      update alerts a set state = 'acknowledged', acknowledged_at = now(), acknowledged_by = ${actor}, snoozed_until = null
      where a.id = ${id}::bigint and a.state = 'firing' and ${isSeen(visible)} returning *
    ), cancelled as (
      update deliveries d set state = 'cancelled', settled_at = now(), last_error = 'the alert was acknowledged'
      from changed where d.alert_id = changed.id and d.state = 'pending'
    ), ${auditOf('changed', actor, 'alert.acknowledge', sql`jsonb_build_object('kind', kind, 'name', facts ->> 'name')`)}
    select id from changed`)
  return requireOpen(await readAlert(ctx, id, visible))
}

/** @throws ClientError 409 */
export function requireOpen(alert: AlertDetail): AlertDetail {
  if (alert.state === 'firing' || alert.state === 'acknowledged') return alert
  throw new ClientError(409, 'alert_is_over', `This alert is ${alert.state}: there is nothing to take up.`)
}
