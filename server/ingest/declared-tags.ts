import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'

/** An instance that did not declare a tag itself learns of it after this long at the latest. */
const TTL_MS = 10_000

/** The tag keys of a project that are labels of its series. */
export async function loadDeclaredTags(ctx: AppContext, projectId: number): Promise<readonly string[]> {
  const { declaredTags } = ctx.memory
  const now = ctx.clock().getTime()
  const known = declaredTags.get(projectId)
  if (known && known.until > now) return known.keys
  const rows = await ctx.db.execute<{ key: string }>(sql`
    select key from declared_tags where project_id = ${projectId} and retired_at is null order by key`)
  const keys = rows.map((row) => row.key)
  declaredTags.set(projectId, { keys, until: now + TTL_MS })
  return keys
}
