import { sql } from 'drizzle-orm'
import { resolvePeriods } from '#server/analytics/periods.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { AlertPage, ListAlertsQuery, OpenAlerts } from '#shared/api/alerts.ts'
import { IS_OPEN, isSeen, readAlerts } from './alert-columns.ts'

/** The newest first, page by page: `next` is the id to go on `before`. */
export async function listAlerts(
  ctx: AppContext,
  { state, kind, budget, project, range, timeZone, before, limit }: ListAlertsQuery,
  visible?: VisibleProjects,
): Promise<AlertPage> {
  const conditions = [isSeen(visible)]
  if (state === 'open') conditions.push(sql`a.state in ('firing', 'acknowledged')`)
  else if (state !== 'all') conditions.push(sql`a.state = ${state}`)
  if (kind !== undefined) conditions.push(sql`a.kind = ${kind}`)
  if (budget !== undefined) conditions.push(sql`a.budget_id = ${budget}::int`)
  if (project !== undefined) conditions.push(sql`a.project_id = ${project}::int`)
  if (before !== undefined) conditions.push(sql`a.id < ${before}::bigint`)
  if (range !== undefined) {
    const { current } = await resolvePeriods(ctx, { range, timeZone, compare: 'none', bucket: 'auto' })
    conditions.push(
      sql`a.fired_at >= to_timestamp(${current.starts[0]!}) and a.fired_at < to_timestamp(${current.end})`,
    )
  }
  const rows = await readAlerts(ctx, sql.join(conditions, sql` and `), limit + 1)
  const data = rows.slice(0, limit)
  return { data, next: rows.length > limit ? data.at(-1)!.id : null }
}

/** How many wait for somebody. */
export async function countOpenAlerts(ctx: AppContext, visible?: VisibleProjects): Promise<OpenAlerts> {
  const [row] = await ctx.db.execute<{ open: number }>(sql`
    select count(*)::int as open from alerts a where a.resolved_at is null and ${IS_OPEN} and ${isSeen(visible)}`)
  return { open: row!.open }
}
