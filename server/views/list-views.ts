import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { notFound } from '#server/errors.ts'
import type { SavedView } from '#shared/api/saved-views.ts'

const MOST_LISTED = 500

/** The views of a person and those that others share, own ones first, by name. */
export const listViews = (ctx: AppContext, personId: string): Promise<SavedView[]> =>
  readViews(ctx, personId, sql`true`)

/** @throws ClientError 404 also for a view that somebody else keeps private. */
export async function requireView(ctx: AppContext, id: string, personId: string): Promise<SavedView> {
  const [view] = await readViews(ctx, personId, sql`v.id = ${Number(id)}`)
  if (!view) throw notFound('view', id)
  return view
}

async function readViews(ctx: AppContext, personId: string, condition: SQL): Promise<SavedView[]> {
  const rows = await ctx.db.execute<SavedView & Record<string, unknown>>(sql`
    select v.id::text as id, v.name, v.params, v.shared, u.name as "ownerName", v.owner_id = ${personId} as own,
      to_char(v.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt"
    from saved_views v join users u on u.id = v.owner_id
    where (v.owner_id = ${personId} or v.shared) and ${condition}
    order by own desc, lower(v.name), v.id limit ${MOST_LISTED}::int`)
  return [...rows]
}
