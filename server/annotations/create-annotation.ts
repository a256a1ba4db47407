import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError, notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { Annotation, CreateAnnotation } from '#shared/api/annotations.ts'
import { ANNOTATION } from './annotation-columns.ts'

/** What Postgres and charts can show; earlier and later ones are typing errors. */
const [EARLIEST, LATEST] = [Date.parse('2000-01-01T00:00:00Z'), Date.parse('2100-01-01T00:00:00Z')]

/** @throws ClientError 404 for a project that is not there, 422 for an instant outside of 2000 to 2099. */
export async function createAnnotation(
  ctx: AppContext,
  { title, kind, at, projectId = null, url = null }: CreateAnnotation,
  actor: string,
): Promise<Annotation> {
  const instant = at === undefined ? ctx.clock() : new Date(at)
  if (instant.getTime() < EARLIEST || instant.getTime() >= LATEST)
    throw new ClientError(422, 'invalid_body', 'at: expected an instant from 2000 to 2099', {
      pointer: '/at',
    })
  const [row] = await ctx.db.execute<Annotation & Record<string, unknown>>(sql`
    with a as (
      insert into annotations (project_id, at, kind, title, url, created_by)
      select ${projectId}::int, ${instant.toISOString()}::timestamptz, ${kind}, ${title}, ${url}::text, ${actor}
      where ${projectId}::int is null
        or exists (select from projects where id = ${projectId}::int and removed_at is null)
      returning *
    ), ${auditOf('a', actor, 'annotation.create', sql`jsonb_build_object('title', title, 'kind', kind)`)}
    select ${ANNOTATION} from a`)
  if (!row) throw notFound('project', projectId ?? '')
  return row
}
