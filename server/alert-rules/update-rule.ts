import { type SQL, sql } from 'drizzle-orm'
import { newlyNamed, requireChannels, toArray } from '#server/channels/require-channels.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import {
  type AlertRule,
  RULE_SETTINGS,
  type RuleKind,
  type UpdateAlertRule,
} from '#shared/api/alert-rules.ts'
import { RULE_FACTS } from './create-rule.ts'
import { requireRule } from './list-rules.ts'

/**
 * Changes a rule, or pauses it; what is left out stays. Open alerts of a paused one are over, without a word.
 * @throws ClientError 404; 422 for settings of another kind, or channels that are not there.
 */
export async function updateRule(
  ctx: AppContext,
  id: string,
  { changes, actor }: { changes: UpdateAlertRule; actor: string },
  visible?: VisibleProjects,
): Promise<AlertRule> {
  const { kind, channelIds: before } = await requireRule(ctx, id, visible)
  const { channelIds, paused = null } = changes
  const settings = changes.settings === undefined ? null : parseSettings(kind, changes.settings)
  await requireChannels(ctx, newlyNamed(channelIds, before))
  await ctx.db.execute(sql`
    with before as (
      select id, ${RULE_FACTS} as facts from alert_rules where id = ${Number(id)} and removed_at is null for update
    ), changed as (
      update alert_rules r set settings = coalesce(${settings && JSON.stringify(settings)}::text::jsonb, settings),
        channel_ids = case when ${channelIds !== undefined}::bool
          then ${channelIds ? toArray(channelIds) : null}::int[] else channel_ids end,
        paused_at = case ${paused}::bool when true then coalesce(paused_at, now()) when false then null else paused_at end
      from before where r.id = before.id returning r.*, facts
    ), paused as (select * from changed where paused_at is not null),
    ${endAlertsOf('paused')},
    ${auditOf('changed', actor, 'alert-rule.update', sql`jsonb_build_object('before', facts, 'after', ${RULE_FACTS})`)}
    select id from changed`)
  return requireRule(ctx, id, visible)
}

/** CTEs that end the open alerts of the rules in `source`: nobody is told, and what waits is not sent. */
export function endAlertsOf(source: string): SQL {
  return sql`ended as (
      update alerts a set state = 'superseded', resolved_at = now() from ${sql.raw(source)} r
      where a.dedup_key like 'rule:' || r.id || ':%' and a.state in ('firing', 'acknowledged') returning a.id
    ), cancelled as (
      update deliveries d set state = 'cancelled', settled_at = now(), last_error = 'the rule is not watched any more'
      from ended where d.alert_id = ended.id and d.state = 'pending'
    )`
}

function parseSettings(kind: RuleKind, settings: unknown): object {
  const parsed = RULE_SETTINGS[kind].safeParse(settings)
  if (parsed.success) return parsed.data
  const { path, message } = parsed.error.issues[0]!
  throw new ClientError(422, 'invalid_body', `settings.${path.join('.')}: ${message}`, {
    pointer: `/settings${path.map((part) => `/${String(part)}`).join('')}`,
  })
}
