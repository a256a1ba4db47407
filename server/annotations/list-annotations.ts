import { sql } from 'drizzle-orm'
import { resolvePeriods } from '#server/analytics/periods.ts'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import type { Annotation, ListAnnotationsQuery } from '#shared/api/annotations.ts'
import { ANNOTATION } from './annotation-columns.ts'

/** More marks than that say nothing on a chart. */
const MOST = 500

/** What happened in a range, the oldest first: in the projects that may be seen, and in the whole installation. */
export async function listAnnotations(
  ctx: AppContext,
  { range, timeZone, project, kind }: ListAnnotationsQuery,
  visible?: VisibleProjects,
): Promise<Annotation[]> {
  const { current } = await resolvePeriods(ctx, { range, timeZone, compare: 'none', bucket: 'auto' })
  const rows = await ctx.db.execute<Annotation & Record<string, unknown>>(sql`
    select * from (
      select ${ANNOTATION} from annotations a
      where a.at >= to_timestamp(${current.starts[0]!}) and a.at < to_timestamp(${current.end})
        and (a.project_id is null or ${isVisible(sql.raw('a.project_id'), visible)})
        and ${project === undefined ? sql`true` : sql`(a.project_id is null or a.project_id = ${project}::int)`}
        and ${kind === undefined ? sql`true` : sql`a.kind = ${kind}`}
      order by a.at desc, a.id desc limit ${MOST}::int) as newest
    order by at, id::int`)
  return [...rows]
}
