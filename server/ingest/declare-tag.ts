import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError, notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { MAX_DECLARED_TAGS } from '#shared/api/projects.ts'

/** By then every instance has heard of it, and all new events carry it in their series. */
const KNOWN_BY_ALL = sql.raw(`interval '60 seconds'`)

/**
 * Makes a tag key a label of the series of a project, from now on.
 * @throws ClientError 409 when the project has five already.
 */
export async function declareTag(
  ctx: AppContext,
  project: string,
  key: string,
  actor: string,
): Promise<void> {
  const projectId = Number(project)
  const now = ctx.clock().toISOString()
  const [row] = await ctx.db.execute<{ isFull: boolean }>(sql`
    with there as (select key from declared_tags where project_id = ${projectId} and retired_at is null),
    added as (
      insert into declared_tags (project_id, key, since)
      select id, ${key}, ${now}::timestamptz + ${KNOWN_BY_ALL} from projects
      where id = ${projectId} and removed_at is null and (select count(*) from there) < ${MAX_DECLARED_TAGS}::int
      on conflict do nothing returning project_id as id, key
    ), ${auditOf('added', actor, 'project.declare-tag', sql`jsonb_build_object('key', key)`)}
    select not exists (select from added) and not exists (select from there where key = ${key})
      and (select count(*) from there) >= ${MAX_DECLARED_TAGS}::int as "isFull"`)
  ctx.memory.declaredTags.forget(projectId)
  if (row!.isFull)
    throw new ClientError(
      409,
      'too_many_tags',
      `A project has ${MAX_DECLARED_TAGS} declared tags at the most.`,
      {
        pointer: '/key',
      },
    )
}

/** New events do not carry it as a label any more; their tags are kept as they are. */
export async function retireTag(ctx: AppContext, project: string, key: string, actor: string): Promise<void> {
  const [row] = await ctx.db.execute<{ retired: number }>(sql`
    with retired as (
      update declared_tags set retired_at = ${ctx.clock().toISOString()}
      where project_id = ${Number(project)} and key = ${key} and retired_at is null
      returning project_id as id, key
    ), ${auditOf('retired', actor, 'project.retire-tag', sql`jsonb_build_object('key', key)`)}
    select count(*)::int as retired from retired`)
  ctx.memory.declaredTags.forget(Number(project))
  if (row!.retired === 0) throw notFound('declared tag', key)
}
