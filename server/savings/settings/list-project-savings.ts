import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { type ProjectSavings, SavingsSettings } from '#shared/api/savings-settings.ts'

/** What counts as a saving in each project that may be seen, and what its search is doing. */
export async function listProjectSavings(
  ctx: AppContext,
  visible: VisibleProjects,
): Promise<ProjectSavings[]> {
  const now = ctx.clock().toISOString()
  const rows = await ctx.db.execute<ProjectSavings & { settings: unknown } & Record<string, unknown>>(sql`
    select p.id::text as "projectId", p.name as "projectName", coalesce(s.settings, '{}') as settings,
      to_char(s.refreshed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "refreshedAt", s.error,
      coalesce(s.lease_until > ${now}::timestamptz, false) or s.requested_at is not null
        as "isRefreshing"
    from projects p left join savings_projects s on s.project_id = p.id
    where p.removed_at is null and ${isVisible(sql.raw('p.id'), visible)} order by p.demo, p.name`)
  // What an older version stored takes the defaults of what is new.
  return rows.map((row) => ({ ...row, settings: SavingsSettings.parse(row.settings) }))
}

/** The settings of one project. */
export async function loadSavingsSettings(ctx: AppContext, projectId: number): Promise<SavingsSettings> {
  const [row] = await listProjectSavings(ctx, [projectId])
  return row?.settings ?? SavingsSettings.parse({})
}
