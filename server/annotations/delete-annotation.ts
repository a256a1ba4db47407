import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'

/** @throws ClientError 404 for one that is not there, or is of a project that is not seen. */
export async function deleteAnnotation(
  ctx: AppContext,
  id: string,
  actor: string,
  visible?: VisibleProjects,
): Promise<void> {
  const rows = await ctx.db.execute(sql`
    with deleted as (
      delete from annotations where id = ${Number(id)} and ${isVisible(sql.raw('project_id'), visible)} returning *
    ), ${auditOf('deleted', actor, 'annotation.delete', sql`jsonb_build_object('title', title, 'kind', kind)`)}
    select id from deleted`)
  if (rows.length === 0) throw notFound('annotation', id)
}
