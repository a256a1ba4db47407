import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError, notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'

/**
 * Lets a message that was given up be tried again from the beginning, under its old id, with those that were to go out
 * with it. @throws ClientError 404; 409 for one that is not dead, whose channel was removed, or whose alert somebody
 * has acknowledged: it would not be sent.
 */
export async function resendDelivery(
  ctx: AppContext,
  id: string,
  actor: string,
  visible?: VisibleProjects,
): Promise<void> {
  const [row] = await ctx.db.execute<{ state: string; isTakenUp: boolean; resent: number }>(sql`
    with wanted as (
      select d.*, a.acknowledged_at is not null as is_taken_up
      from deliveries d left join alerts a on a.id = d.alert_id
      where d.id = ${id}::bigint and (${visible === undefined}::bool or ${isVisible(sql.raw('a.project_id'), visible)})
    ), resent as (
      update deliveries d set state = 'pending', attempts = 0, first_tried_at = null, next_at = now(), settled_at = null
      from wanted, channels c
      where c.id = d.channel_id and c.removed_at is null and d.state = 'dead'
        and (d.id = wanted.id or d.group_id = wanted.group_id)
        and (not is_taken_up or (c.kind = 'pagerduty' and d.kind = 'resolved'))
      returning d.*
    ), asked as (select * from resent where id = ${id}::bigint),
    ${auditOf('asked', actor, 'delivery.resend', sql`jsonb_build_object('kind', kind, 'lastError', last_error)`)}
    select state, is_taken_up as "isTakenUp", (select count(*)::int from resent) as resent from wanted`)
  if (!row) throw notFound('message', id)
  if (row.resent === 0 && row.isTakenUp)
    throw new ClientError(
      409,
      'alert_is_acknowledged',
      'Somebody has taken this alert up: nobody is told of it any more.',
    )
  if (row.resent === 0)
    throw new ClientError(
      409,
      'not_dead',
      `This message is ${row.state}: only those that were given up are resent, while their channel is there.`,
    )
  ctx.outbox.wake()
}
