import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { instantText } from '#server/people/member-sql.ts'
import { type AlertRule, MOST_RULES } from '#shared/api/alert-rules.ts'

/** The rules of the projects that may be seen; those for every project are for who sees all of them. */
export const listRules = (ctx: AppContext, visible?: VisibleProjects): Promise<AlertRule[]> =>
  readRules(ctx, isVisible(sql.raw('r.project_id'), visible))

/** Those that watch now. */
export const listActiveRules = (ctx: AppContext): Promise<AlertRule[]> =>
  readRules(ctx, sql`r.paused_at is null and (r.project_id is null or p.removed_at is null)`)

/** @throws ClientError 404, also for one that is not seen. */
export async function requireRule(
  ctx: AppContext,
  id: string,
  visible?: VisibleProjects,
): Promise<AlertRule> {
  const [rule] = await readRules(
    ctx,
    sql`r.id = ${Number(id)} and ${isVisible(sql.raw('r.project_id'), visible)}`,
  )
  if (!rule) throw notFound('rule', id)
  return rule
}

async function readRules(ctx: AppContext, condition: SQL): Promise<AlertRule[]> {
  const rows = await ctx.db.execute<AlertRule & Record<string, unknown>>(sql`
    select r.id::text, r.kind, r.settings, r.project_id::text as "projectId", p.name as "projectName",
      to_jsonb(r.channel_ids::text[]) as "channelIds", r.paused_at is not null as paused, r.created_by as "createdBy",
      ${instantText('r.created_at')} as "createdAt"
    from alert_rules r left join projects p on p.id = r.project_id
    where r.removed_at is null and ${condition} order by r.id limit ${MOST_RULES}::int`)
  return [...rows]
}
