import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { BUDGET_FACTS } from './budget-columns.ts'

/**
 * Removes a budget: nothing is counted or told of it any more, but for what says that an alert is over. Its alerts
 * stay in the list. @throws ClientError 404 for one that is not there, or is not seen.
 */
export async function removeBudget(
  ctx: AppContext,
  id: string,
  actor: string,
  visible?: VisibleProjects,
): Promise<void> {
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const rows = await ctx.db.execute(sql`
    with removed as (
      update budgets set removed_at = ${now}
      where id = ${id}::int and removed_at is null and ${isVisible(sql.raw('project_id'), visible)} returning *
    ), ${auditOf('removed', actor, 'budget.remove', BUDGET_FACTS)},
    periods as (delete from budget_periods where budget_id in (select id from removed)),
    counted_series as (delete from budget_series where budget_id in (select id from removed)),
    over as (
      update alerts set state = 'superseded', resolved_at = ${now}
      where budget_id in (select id from removed) and state in ('firing', 'acknowledged')
    ), cancelled as (
      update deliveries set state = 'cancelled', settled_at = ${now}
      where state = 'pending' and kind = 'fired' and alert_id in (
        select a.id from alerts a join removed r on a.budget_id = r.id)
    )
    select id from removed`)
  if (rows.length === 0) throw notFound('budget', id)
}
