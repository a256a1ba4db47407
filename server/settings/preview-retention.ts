import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { RetentionPreview } from '#shared/api/settings.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'

/** What keeping so many months, beside the current one, would drop of what is still there. */
export async function previewRetention(ctx: AppContext, months: number): Promise<RetentionPreview> {
  const now = ctx.clock()
  const bound = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1))
  const bucket = bound.getTime() / 1000 / BUCKET_SECONDS
  const [row] = await ctx.db.execute<{ events: number }>(sql`
    select coalesce(sum(r.requests), 0)::float8 as events
    from settings s, labels l join label_rollups r on r.label_id = l.id
    where l.name = 'project' and r.bucket < ${bucket}::int
      and r.bucket >= coalesce(extract(epoch from s.events_kept_from) / ${sql.raw(String(BUCKET_SECONDS))}, 0)`)
  return { dropsBefore: bound.toISOString(), events: row!.events }
}
