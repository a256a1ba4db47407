import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { notFound } from '#server/errors.ts'

/** Null stands for the whole installation, which is there. @throws ClientError 404 */
export async function requireProjectThere(ctx: AppContext, projectId: string | null): Promise<void> {
  if (projectId === null) return
  const rows = await ctx.db.execute(
    sql`select from projects where id = ${projectId}::int and removed_at is null`,
  )
  if (rows.length === 0) throw notFound('project', projectId)
}
