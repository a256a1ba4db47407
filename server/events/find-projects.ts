import { sql } from 'drizzle-orm'
import { filtersOf, toWhere } from '#server/analytics/filters.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import type { EventFilters } from '#shared/api/events.ts'

/** The projects whose events are asked for and may be seen. */
export async function findProjects(
  ctx: AppContext,
  filters: EventFilters,
  visible: VisibleProjects,
): Promise<number[]> {
  const ofProjects = filtersOf(filters, visible).filter(({ label }) => label === 'project')
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select id from projects
    where removed_at is null and ${toWhere(ofProjects, () => sql.raw('id::text'), sql.raw('id'))} order by id`)
  return rows.map(({ id }) => id)
}
