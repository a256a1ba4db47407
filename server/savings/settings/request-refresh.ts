import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'

/** Asks for a new search of the projects that may be seen, or of one of them: the job begins it within seconds. */
export async function requestRefresh(
  ctx: AppContext,
  projectId: string | undefined,
  visible: VisibleProjects,
): Promise<void> {
  await ctx.db.execute(sql`
    insert into savings_projects (project_id, requested_at)
    select p.id, ${ctx.clock().toISOString()}::timestamptz from projects p
    where p.removed_at is null and ${isVisible(sql.raw('p.id'), visible)}
      and ${projectId === undefined ? sql`true` : sql`p.id = ${projectId}::int`}
    on conflict (project_id) do update set requested_at = excluded.requested_at`)
}
