import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { instantText } from '#server/people/member-sql.ts'
import { describeAlert } from '#shared/alerts/describe-alert.ts'
import type { AlertDetail, Delivery } from '#shared/api/alerts.ts'
import { isSeen, readAlerts } from './alert-columns.ts'
import type { Payload } from './compose-message.ts'

const MOST_MESSAGES = 500

/** An alert with its messages and every attempt to send them. @throws ClientError 404, also for one that is not seen. */
export async function readAlert(
  ctx: AppContext,
  id: string,
  visible?: VisibleProjects,
): Promise<AlertDetail> {
  const [alert] = await readAlerts(ctx, sql`a.id = ${id}::bigint and ${isSeen(visible)}`, 1)
  if (!alert) throw notFound('alert', id)
  return { ...alert, messages: await readDeliveries(ctx, sql`d.alert_id = ${id}::bigint`, sql`d.id`) }
}

/** Messages of a channel that were given up, the newest first. */
export const listDeadDeliveries = (ctx: AppContext, channelId: string): Promise<Delivery[]> =>
  readDeliveries(ctx, sql`d.channel_id = ${Number(channelId)} and d.state = 'dead'`, sql`d.id desc`)

/** Answers of receivers are cut: who wants to see more has the receiver. */
async function readDeliveries(ctx: AppContext, condition: SQL, order: SQL): Promise<Delivery[]> {
  const rows = await ctx.db.execute<Row>(sql`
    select d.id::text, jsonb_build_object('id', c.id::text, 'name', c.name, 'kind', c.kind) as channel, d.kind, d.payload, d.state,
      ${instantText('d.created_at')} as "createdAt",
      case when d.state = 'pending' then ${instantText('d.next_at')} end as "nextAt",
      ${instantText('d.settled_at')} as "settledAt", d.last_error as "lastError",
      case when d.group_id is null then 0 else (
        select count(*)::int - 1 from deliveries o where o.group_id = d.group_id) end as "sentWith",
      (select coalesce(jsonb_agg(jsonb_build_object('startedAt', ${instantText('t.started_at')},
          'durationMs', t.duration_ms, 'status', t.status, 'error', t.error, 'answer', left(t.answer, 200))
          order by t.id), '[]')
        from delivery_attempts t where t.delivery_id = d.id) as attempts
    from deliveries d join channels c on c.id = d.channel_id
    where ${condition} order by ${order} limit ${MOST_MESSAGES}::int`)
  return rows.map(({ payload, ...row }) => ({ ...row, title: titleOf(payload) }))
}

type Row = Omit<Delivery, 'title'> & { payload: Payload } & Record<string, unknown>

function titleOf(payload: Payload): string {
  switch (payload.type) {
    case 'alert':
      return describeAlert(payload, payload.event).title
    case 'digest':
      return payload.name
    case 'test':
      return 'Test of this channel'
    default:
      return payload satisfies never
  }
}
