import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { type Digest, MOST_DIGESTS } from '#shared/api/digests.ts'
import { DIGEST, lastDue } from './digest-columns.ts'

/** The digests of the projects that may be seen; those of the whole installation are for who sees all of it. */
export const listDigests = (ctx: AppContext, visible?: VisibleProjects): Promise<Digest[]> =>
  readDigests(ctx, isVisible(sql.raw('d.project_id'), visible))

/** @throws ClientError 404, also for one that is not seen. */
export async function requireDigest(ctx: AppContext, id: string, visible?: VisibleProjects): Promise<Digest> {
  const isIt = sql`d.id = ${id}::int and ${isVisible(sql.raw('d.project_id'), visible)}`
  const [digest] = await readDigests(ctx, isIt)
  if (!digest) throw notFound('digest', id)
  return digest
}

async function readDigests(ctx: AppContext, condition: SQL): Promise<Digest[]> {
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const rows = await ctx.db.execute<Digest & Record<string, unknown>>(sql`
    select ${DIGEST} from digests d left join projects p on p.id = d.project_id ${lastDue(now)}
    where d.removed_at is null and p.removed_at is null and ${condition} order by d.id limit ${MOST_DIGESTS}::int`)
  return [...rows]
}
