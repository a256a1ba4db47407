import { sql } from 'drizzle-orm'
import { requireChannels, toArray } from '#server/channels/require-channels.ts'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { requireProjectThere } from '#server/people/require-project-there.ts'
import { type AlertRule, type CreateAlertRule, MOST_RULES } from '#shared/api/alert-rules.ts'
import { requireRule } from './list-rules.ts'

/** What of a rule stands in the audit log. */
export const RULE_FACTS = sql.raw(
  `jsonb_build_object('kind', kind, 'settings', settings, 'projectId', project_id, 'channelIds', channel_ids,
    'paused', paused_at is not null)`,
)

/** Begins to watch. @throws ClientError 404 for a project, 409 above 500, 422 for channels that are not there. */
export async function createRule(
  ctx: AppContext,
  { kind, settings, projectId, channelIds }: CreateAlertRule,
  actor: string,
): Promise<AlertRule> {
  await requireProjectThere(ctx, projectId)
  await requireChannels(ctx, channelIds)
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    with added as (
      insert into alert_rules (kind, settings, project_id, channel_ids, created_by)
      select ${kind}, ${JSON.stringify(settings)}::text::jsonb, ${projectId}::int,
        ${channelIds && toArray(channelIds)}::int[], ${actor}
      where (select count(*) from alert_rules where removed_at is null) < ${MOST_RULES}::int
      returning *
    ), ${auditOf('added', actor, 'alert-rule.create', RULE_FACTS)}
    select id::text from added`)
  if (!row) throw new ClientError(409, 'too_many_rules', `There are ${MOST_RULES} rules already. Remove one.`)
  return requireRule(ctx, row.id)
}
