import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { RULE_FACTS } from './create-rule.ts'
import { endAlertsOf } from './update-rule.ts'

/** Ends a rule and its open alerts; what it has raised stays on record. @throws ClientError 404 */
export async function removeRule(
  ctx: AppContext,
  id: string,
  actor: string,
  visible?: VisibleProjects,
): Promise<void> {
  const rows = await ctx.db.execute(sql`
    with removed as (
      update alert_rules set removed_at = now()
      where id = ${Number(id)} and removed_at is null and ${isVisible(sql.raw('project_id'), visible)} returning *
    ), ${endAlertsOf('removed')},
    ${auditOf('removed', actor, 'alert-rule.remove', RULE_FACTS)}
    select id from removed`)
  if (rows.length === 0) throw notFound('rule', id)
}
