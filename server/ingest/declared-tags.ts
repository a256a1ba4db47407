import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

/** The tag keys of a project that are labels of its series. */
export function loadDeclaredTags(ctx: AppContext, projectId: number): Promise<readonly string[]> {
  return ctx.memory.declaredTags.get(projectId, ctx.clock(), async () => {
    const rows = await ctx.db.execute<{ key: string }>(sql`
      select key from declared_tags where project_id = ${projectId} and retired_at is null order by key`)
    return rows.map((row) => row.key)
  })
}
