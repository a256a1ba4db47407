import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { auditOf } from '#server/people/audit.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import { findTraffic } from './find-traffic.ts'
import { type KnownOpportunity, planRefresh, type RefreshStep } from './plan-refresh.ts'

/** Who moves an opportunity when nobody does. */
export const SEARCH = 'search for savings'

/** Brings the opportunities of a project up to what a search found. Returns how many are new. */
export async function storeFindings(
  ctx: AppContext,
  projectId: number,
  findings: readonly Finding[],
): Promise<number> {
  const known = await readKnown(ctx, projectId)
  const found = new Set(findings.map(({ key }) => key))
  const busy = await findTraffic(
    ctx,
    projectId,
    known.filter(({ key }) => !found.has(key)).map(({ finding }) => finding),
  )
  const now = ctx.clock()
  return applySteps(
    ctx,
    projectId,
    planRefresh(known, findings, now, (key) => busy.has(key)),
    now,
  )
}

async function readKnown(ctx: AppContext, projectId: number): Promise<KnownOpportunity[]> {
  const rows = await ctx.db.execute<KnownOpportunity & Record<string, unknown>>(sql`
    select key, state, finding, decided,
      to_char(dismissed_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "dismissedUntil"
    from opportunities where project_id = ${projectId}::int`)
  return [...rows]
}

/** One statement. A card that somebody moved meanwhile is left as they put it. */
async function applySteps(
  ctx: AppContext,
  projectId: number,
  steps: readonly RefreshStep[],
  now: Date,
): Promise<number> {
  const at = now.toISOString()
  const [row] = await ctx.db.execute<{ added: number }>(sql`
    with steps as (
      select * from jsonb_to_recordset(${JSON.stringify(steps)}::text::jsonb) as s(
        key text, "from" text, "to" text, finding jsonb, reason text)
    ), added as (
      insert into opportunities (project_id, key, type, state, finding, state_changed_at, first_seen_at, last_seen_at,
        counted_from)
      select ${projectId}::int, s.key, s.finding ->> 'type', s."to", s.finding, ${at}, ${at}, ${at}, ${FIRST_ROUTED(projectId, at)}
      from steps s where s."from" is null
      on conflict (project_id, key) do nothing returning id
    ), changed as (
      update opportunities o set finding = coalesce(s.finding, o.finding),
        last_seen_at = case when s.finding is null then o.last_seen_at else ${at} end,
        state = s."to", reason = case when s."from" = s."to" then o.reason else s.reason end,
        decided = case when s."from" <> s."to" then null else o.decided end,
        dismissed_until = case when s."from" <> s."to" then null else o.dismissed_until end,
        state_changed_at = case when s."from" = s."to" then o.state_changed_at else ${at} end
      from steps s where o.project_id = ${projectId}::int and o.key = s.key and o.state = s."from"
      returning o.id, s."from", s."to", s.reason
    ), moved as (select * from changed where "from" <> "to"),
    ${auditOf(
      'moved',
      SEARCH,
      'opportunity.state',
      sql`jsonb_build_object('before', jsonb_build_object('state', "from"),
        'after', jsonb_build_object('state', "to", 'reason', reason))`,
    )}
    select count(*)::int as added from added`)
  return row!.added
}

/** What is saved already is counted from its first routed request on, a year back at the most. */
const FIRST_ROUTED = (projectId: number, at: string) => sql`
  case when s."to" = 'realised' then (
    select min(e.occurred_at) from usage_events e join series r on r.id = e.series_id
    where e.project_id = ${projectId}::int and e.routed_from is not null
      and e.occurred_at >= ${at}::timestamptz - interval '1 year'
      and r.feature = s.finding -> 'scope' ->> 'feature') end`
