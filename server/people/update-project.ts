import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { databaseErrorCode } from '#server/db/errors.ts'
import { ClientError } from '#server/errors.ts'
import type { Project, UpdateProject } from '#shared/api/projects.ts'
import { auditOf } from './audit.ts'
import { requireProject } from './projects.ts'

const UNIQUE_VIOLATION = '23505'

/**
 * Renames or archives a project, or changes which cost counts for new events; stored ones keep theirs until they are
 * priced again. What is left out stays. @throws ClientError 404; 409 for a name that is taken.
 */
export async function updateProject(
  ctx: AppContext,
  id: string,
  { name, costBasis, archived }: UpdateProject,
  actor: string,
): Promise<Project> {
  const now = ctx.clock().toISOString()
  await ctx.db
    .execute(sql`
    with before as (
      select id, ${FACTS} as facts from projects where id = ${Number(id)} and removed_at is null for update
    ), changed as (
      update projects p set name = coalesce(${name ?? null}::text, name),
        cost_basis = coalesce(${costBasis ?? null}::text, cost_basis),
        archived_at = case ${archived ?? null}::bool when true then coalesce(archived_at, ${now}::timestamptz)
          when false then null else archived_at end
      from before where p.id = before.id returning p.*, facts
    ), ${auditOf('changed', actor, 'project.update', sql`jsonb_build_object('before', facts, 'after', ${FACTS})`)}
    select id from changed`)
    .catch((error) => {
      if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error
      throw new ClientError(409, 'name_taken', `There is a project named ${name} already.`, {
        pointer: '/name',
      })
    })
  ctx.memory.priceBooks.forget(Number(id))
  ctx.memory.keyGrants.forgetWhere((grant) => grant?.projectId === Number(id))
  return requireProject(ctx, id)
}

const FACTS = sql.raw(
  `jsonb_build_object('name', name, 'costBasis', cost_basis, 'archived', archived_at is not null)`,
)
