import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { databaseErrorCode } from '#server/db/errors.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { PersonPrincipal } from '#server/people/permissions.ts'
import type { SavedView, UpdateSavedView } from '#shared/api/saved-views.ts'
import { requireView } from './list-views.ts'
import { nameTaken } from './save-view.ts'

const UNIQUE_VIOLATION = '23505'

/**
 * Changes a view of one's own. Audited when others see it, before or after.
 * @throws ClientError 404 for a view of somebody else, 409 for a name that is taken.
 */
export async function updateView(
  ctx: AppContext,
  id: string,
  { name, params, shared }: UpdateSavedView,
  owner: PersonPrincipal,
): Promise<SavedView> {
  const before = sql`jsonb_build_object('name', old_name, 'params', old_params, 'shared', old_shared)`
  const after = sql`jsonb_build_object('name', name, 'params', params, 'shared', shared)`
  const rows = await ctx.db
    .execute(sql`
      with old as (select * from saved_views where id = ${Number(id)} and owner_id = ${owner.id}),
      changed as (
        update saved_views v set name = coalesce(${name ?? null}, v.name),
          params = coalesce(${params ?? null}, v.params),
          shared = coalesce(${shared ?? null}::boolean, v.shared), updated_at = ${ctx.clock().toISOString()}
        from old where v.id = old.id
        returning v.*, old.name as old_name, old.params as old_params, old.shared as old_shared
      ),
      seen as (select * from changed where shared or old_shared),
      ${auditOf('seen', owner.email, 'saved-view.update', sql`jsonb_build_object('before', ${before}, 'after', ${after})`)}
      select id from changed`)
    .catch((error) => {
      throw databaseErrorCode(error) === UNIQUE_VIOLATION ? nameTaken(name!) : error
    })
  if (rows.length === 0) throw notFound('view of yours', id)
  return requireView(ctx, id, owner.id)
}
