import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { ChangeOpportunity, Opportunity } from '#shared/api/savings.ts'
import { parseUsd } from '#shared/money.ts'
import { getOpportunity } from './get-opportunity.ts'
import { nextStates } from './next-states.ts'

/**
 * Moves an opportunity on, or says who sees to it until when. Accepting freezes its numbers and begins its ledger.
 * @throws ClientError 404; 409 for a state that does not follow, or when somebody else was quicker.
 */
export async function changeOpportunity(
  ctx: AppContext,
  id: string,
  change: ChangeOpportunity,
  actor: string,
  visible: VisibleProjects,
): Promise<Opportunity> {
  const { type, state } = await getOpportunity(ctx, id, visible)
  const to = change.state ?? state
  if (to !== state && !nextStates(type, state).includes(to))
    throw new ClientError(409, 'wrong_state', `It is ${state}: from there it cannot become ${to}.`, {
      pointer: '/state',
    })
  const now = ctx.clock().toISOString()
  const isMoved = to !== state
  const isDecided = isMoved && (to === 'accepted' || to === 'dismissed') && state !== 'piloting'
  const isUndecided = isMoved && (to === 'open' || to === 'in_review')
  const rows = await ctx.db.execute(sql`
    with before as (
      select id, ${FACTS} as facts from opportunities
      where id = ${Number(id)} and state = ${state} and ${isVisible(sql.raw('project_id'), visible)} for update
    ), changed as (
      update opportunities o set state = ${to},
        state_changed_at = case when ${isMoved}::bool then ${now}::timestamptz else state_changed_at end,
        decided = case when ${isDecided}::bool then finding when ${isUndecided}::bool then null else decided end,
        counted_from = case when ${isDecided && to === 'accepted'}::bool then ${now}::timestamptz
          when ${isUndecided || to === 'dismissed'}::bool then null else counted_from end,
        accepted_by = case when ${isDecided && to === 'accepted'}::bool then ${actor} else accepted_by end,
        reason = case when ${change.reason !== undefined || isMoved}::bool then ${change.reason ?? null}::text else reason end,
        dismissed_until = case when ${isMoved || change.dismissedUntil !== undefined}::bool
          then ${to === 'dismissed' ? (change.dismissedUntil ?? null) : null}::timestamptz else dismissed_until end,
        owner = case when ${change.owner !== undefined}::bool then ${change.owner ?? null}::text else owner end,
        target_date = case when ${change.targetDate !== undefined}::bool
          then ${change.targetDate ?? null}::date else target_date end,
        one_off_pico_usd = coalesce(${oneOffOf(change)}::numeric, one_off_pico_usd)
      from before where o.id = before.id returning o.*, facts
    ), ${auditOf(
      'changed',
      actor,
      isMoved ? 'opportunity.state' : 'opportunity.update',
      sql`jsonb_build_object('before', facts, 'after', ${FACTS})`,
    )}
    select id from changed`)
  if (rows.length === 0)
    throw new ClientError(409, 'wrong_state', 'Somebody else moved it just now. Look at it again.')
  return getOpportunity(ctx, id, visible)
}

const oneOffOf = ({ oneOffUsd }: ChangeOpportunity) =>
  oneOffUsd === undefined ? null : String(parseUsd(oneOffUsd))

const FACTS = sql.raw(
  `jsonb_build_object('state', state, 'owner', owner, 'targetDate', target_date, 'reason', reason,
    'dismissedUntil', dismissed_until, 'oneOffPicoUsd', one_off_pico_usd::text,
    'savingUsdMonthly', coalesce(decided, finding) -> 'savings' ->> 'expectedUsd')`,
)
