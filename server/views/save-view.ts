import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { PersonPrincipal } from '#server/people/permissions.ts'
import { type CreateSavedView, MOST_VIEWS, type SavedView } from '#shared/api/saved-views.ts'
import { requireView } from './list-views.ts'

/**
 * Keeps a view for a person, or for everybody; what is for everybody is audited.
 * @throws ClientError 409 for a name that the person has used, or above 100 views.
 */
export async function saveView(
  ctx: AppContext,
  { name, params, shared }: CreateSavedView,
  owner: PersonPrincipal,
): Promise<SavedView> {
  const [row] = await ctx.db.execute<{ id: string | null; isFull: boolean }>(sql`
    with there as (select count(*) as views from saved_views where owner_id = ${owner.id}),
    added as (
      insert into saved_views (owner_id, name, params, shared)
      select ${owner.id}, ${name}, ${params}, ${shared}::boolean from there where views < ${MOST_VIEWS}::int
      on conflict do nothing returning *
    ),
    seen as (select * from added where shared),
    ${auditOf('seen', owner.email, 'saved-view.share', sql`jsonb_build_object('name', name, 'params', params)`)}
    select (select id::text from added) as id, views >= ${MOST_VIEWS}::int as "isFull" from there`)
  if (row!.id !== null) return requireView(ctx, row!.id, owner.id)
  if (row!.isFull)
    throw new ClientError(409, 'too_many_views', `You have ${MOST_VIEWS} views already. Delete one first.`)
  throw nameTaken(name)
}

export const nameTaken = (name: string) =>
  new ClientError(409, 'name_taken', `You have a view named ${name} already.`, { pointer: '/name' })
