import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { DIGEST_FACTS } from './digest-columns.ts'

/** Removes a digest; what waits is not sent any more. @throws ClientError 404 for one that is not there, or not seen. */
export async function removeDigest(
  ctx: AppContext,
  id: string,
  actor: string,
  visible?: VisibleProjects,
): Promise<void> {
  const rows = await ctx.db.execute(sql`
    with removed as (
      update digests set removed_at = now()
      where id = ${id}::int and removed_at is null and ${isVisible(sql.raw('project_id'), visible)} returning *
    ), cancelled as (
      update deliveries d set state = 'cancelled', settled_at = now(), last_error = 'the digest was removed'
      from removed where d.kind = 'digest' and d.state = 'pending' and d.payload ->> 'digestId' = removed.id::text
    ), ${auditOf('removed', actor, 'digest.remove', DIGEST_FACTS)}
    select id from removed`)
  if (rows.length === 0) throw notFound('digest', id)
}
