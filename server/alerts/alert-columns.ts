import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { instantText } from '#server/people/member-sql.ts'
import { describeAlert } from '#shared/alerts/describe-alert.ts'
import type { Alert, AlertSubject } from '#shared/api/alerts.ts'

/** Alerts of the whole installation are for those who see all of it. */
export const isSeen = (visible: VisibleProjects) => isVisible(sql.raw('a.project_id'), visible)

/** Fires, and nobody has taken it up or put it off. */
export const IS_OPEN = sql.raw(`a.state = 'firing' and (a.snoozed_until is null or a.snoozed_until < now())`)

type AlertRow = Omit<Alert, 'severity' | 'title' | 'text' | 'path'> & Record<string, unknown>

/** The newest first. @param condition on `alerts a` */
export async function readAlerts(ctx: AppContext, condition: SQL, most: number): Promise<Alert[]> {
  const rows = await ctx.db.execute<AlertRow>(sql`
    select a.id::text, a.kind, a.state, a.group_key as "groupKey", a.threshold, a.facts,
      case when p.id is not null then jsonb_build_object('id', p.id::text, 'name', p.name) end as project,
      case when b.id is not null then jsonb_build_object('id', b.id::text, 'name', b.name) end as budget,
      ${instantText('a.period_start')} as "periodStart", ${instantText('a.period_end')} as "periodEnd",
      ${instantText('a.fired_at')} as "firedAt", ${instantText('a.acknowledged_at')} as "acknowledgedAt",
      a.acknowledged_by as "acknowledgedBy", ${instantText('a.snoozed_until')} as "snoozedUntil",
      ${instantText('a.resolved_at')} as "resolvedAt",
      (select jsonb_build_object('pending', count(*) filter (where d.state = 'pending'),
        'delivered', count(*) filter (where d.state = 'delivered'), 'dead', count(*) filter (where d.state = 'dead'),
        'cancelled', count(*) filter (where d.state = 'cancelled'))
        from deliveries d where d.alert_id = a.id) as deliveries
    from alerts a left join projects p on p.id = a.project_id left join budgets b on b.id = a.budget_id
    where ${condition} order by a.id desc limit ${most}::int`)
  return rows.map((row) => ({ ...row, ...describeAlert(row), path: pathOf(row) }))
}

/** The page where one goes on. */
export function pathOf({ kind, budget, project }: AlertSubject): string {
  switch (kind) {
    case 'budget':
    case 'forecast':
      return budget === null ? '/budgets' : `/budgets/${budget.id}`
    case 'daily_overrun':
    case 'silence':
      return project === null ? '/' : `/?project=${project.id}`
    case 'unpriced_share':
    case 'stale_prices':
      return '/prices'
    default:
      return kind satisfies never
  }
}
