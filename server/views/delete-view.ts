import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { canDeleteSharedViews, type PersonPrincipal } from '#server/people/permissions.ts'

/**
 * Deletes a view of one's own; an admin deletes shared ones too.
 * @throws ClientError 404 where there is none that this person may delete.
 */
export async function deleteView(ctx: AppContext, id: string, who: PersonPrincipal): Promise<void> {
  const rows = await ctx.db.execute(sql`
    with deleted as (
      delete from saved_views where id = ${Number(id)}
        and (owner_id = ${who.id} or (shared and ${canDeleteSharedViews(who)}::boolean)) returning *
    ),
    seen as (select * from deleted where shared),
    ${auditOf('seen', who.email, 'saved-view.delete', sql`jsonb_build_object('name', name, 'params', params)`)}
    select id from deleted`)
  if (rows.length === 0) throw notFound('view of yours', id)
}
