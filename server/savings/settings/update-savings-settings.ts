import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { ProjectSavings, SavingsSettings } from '#shared/api/savings-settings.ts'
import { listProjectSavings } from './list-project-savings.ts'

/** Says what counts as a saving in a project, and asks for a new search with it. @throws ClientError 404 */
export async function updateSavingsSettings(
  ctx: AppContext,
  projectId: string,
  settings: SavingsSettings,
  actor: string,
): Promise<ProjectSavings> {
  const text = JSON.stringify(settings)
  const now = ctx.clock().toISOString()
  const rows = await ctx.db.execute(sql`
    with before as (
      select p.id, coalesce(s.settings, '{}') as old from projects p
        left join savings_projects s on s.project_id = p.id
      where p.id = ${Number(projectId)} and p.removed_at is null
    ), stored as (
      insert into savings_projects (project_id, settings, requested_at)
      select id, ${text}::text::jsonb, ${now}::timestamptz from before
      on conflict (project_id) do update set settings = excluded.settings, requested_at = excluded.requested_at
    ), ${auditOf(
      'before',
      actor,
      'savings-settings.update',
      sql`jsonb_build_object('before', old, 'after', ${text}::text::jsonb)`,
    )}
    select id from before`)
  if (rows.length === 0) throw notFound('project', projectId)
  const [updated] = await listProjectSavings(ctx, [Number(projectId)])
  return updated!
}
