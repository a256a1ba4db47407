import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { AlertMessage, AlertSubject } from '#shared/api/alerts.ts'

/** A decision that something is to be told. */
export interface DecidedAlert {
  /** Names what it is about: the same decision, taken by another instance or again, is taken once. */
  dedupKey: string
  subject: AlertSubject
  /** Of the page where one goes on. */
  path: string
  firedAt: Date
  /** Else it is recorded, and told to nobody. */
  tells: boolean
  /** null: every default channel. */
  channelIds: readonly string[] | null
  /** End of a silence: messages wait until then. */
  heldUntil?: Date | null
  /** Of a budget: nothing happens when it was armed again, paused or removed since it was looked at. */
  arming?: number | null
}

const MOST_AT_ONCE = 500

/**
 * Keeps alerts together with the messages that tell of them, in one statement: each decision happens once, whatever the
 * number of instances and restarts. Returns how many were new.
 */
export async function raiseAlerts(ctx: AppContext, decided: readonly DecidedAlert[]): Promise<number> {
  let raised = 0
  for (let from = 0; from < decided.length; from += MOST_AT_ONCE)
    raised += await raiseSome(ctx, decided.slice(from, from + MOST_AT_ONCE))
  if (raised > 0) ctx.outbox.wake()
  return raised
}

async function raiseSome(ctx: AppContext, decided: readonly DecidedAlert[]): Promise<number> {
  const [row] = await ctx.db.execute<{ raised: number }>(sql`
    with decided as (
      select * from json_to_recordset(${JSON.stringify(decided.map(toRow))}::text::json) as d(
        dedup_key text, kind text, state text, project_id int, budget_id int, group_key text, period_start timestamptz,
        period_end timestamptz, threshold int, arming int, facts jsonb, fired_at timestamptz, channel_ids int[],
        next_at timestamptz, message jsonb)
    ), raised as (
      insert into alerts (dedup_key, kind, state, project_id, budget_id, group_key, period_start, period_end, threshold,
        arming, facts, fired_at)
      select dedup_key, kind, state, project_id, budget_id, group_key, period_start, period_end, threshold, arming,
        facts, fired_at
      from decided d
      where arming is null or exists (select from budgets b
        where b.id = d.budget_id and b.arming = d.arming and paused_at is null and removed_at is null)
      -- The same order in every instance; the highest threshold is the newest.
      order by budget_id, period_start, group_key, threshold, dedup_key
      on conflict (dedup_key) do nothing
      returning id, dedup_key
    ), told as (
      insert into deliveries (channel_id, alert_id, kind, dedup_key, payload, state, next_at)
      select c.id, r.id, 'fired', 'alert:' || r.id || ':fired', message || jsonb_build_object('alertId', r.id::text),
        'pending', next_at
      from raised r join decided d using (dedup_key)
        join channels c on case when channel_ids is null then is_default else c.id = any(channel_ids) end
      where d.state = 'firing' and c.removed_at is null and c.disabled_at is null
        -- Nobody is woken for what may come, unless that was asked for by name.
        and not (d.kind = 'forecast' and d.channel_ids is null and c.kind = 'pagerduty')
      on conflict do nothing
    )
    select count(*)::int as raised from raised`)
  return row!.raised
}

function toRow({ dedupKey, subject, path, firedAt, tells, channelIds, heldUntil, arming }: DecidedAlert) {
  const message: Omit<AlertMessage, 'alertId'> = {
    type: 'alert',
    event: 'fired',
    ...subject,
    firedAt: firedAt.toISOString(),
    path,
  }
  return {
    dedup_key: dedupKey,
    kind: subject.kind,
    state: tells ? 'firing' : 'recorded',
    project_id: subject.project?.id ?? null,
    budget_id: subject.budget?.id ?? null,
    group_key: subject.groupKey,
    period_start: subject.periodStart,
    period_end: subject.periodEnd,
    threshold: subject.threshold,
    arming: arming ?? null,
    facts: subject.facts,
    fired_at: firedAt.toISOString(),
    channel_ids: channelIds,
    next_at: (heldUntil ?? firedAt).toISOString(),
    message,
  }
}
