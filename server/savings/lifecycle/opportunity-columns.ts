import { sql } from 'drizzle-orm'
import type { Finding, OpportunityState, OpportunityType } from '#shared/api/opportunities.ts'
import type { ListedOpportunity } from '#shared/api/savings.ts'
import { formatUsd } from '#shared/money.ts'
import { titleOf } from './title-of.ts'

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** An `OpportunityRow`, from `opportunities o` and their `projects p`. */
export const OPPORTUNITY = sql.raw(
  `o.id::text, o.project_id::text as "projectId", p.name as "projectName", o.type, o.state, o.finding, o.decided,
  o.owner, o.target_date::text as "targetDate", o.reason, ${instant('o.dismissed_until')} as "dismissedUntil",
  o.one_off_pico_usd::text as "oneOffPicoUsd", ${instant('o.first_seen_at')} as "firstSeenAt",
  ${instant('o.last_seen_at')} as "lastSeenAt", ${instant('o.state_changed_at')} as "stateChangedAt",
  (select sum(l.realised_pico_usd)::text from savings_ledger l where l.opportunity_id = o.id) as "realisedPicoUsd"`,
)

export interface OpportunityRow extends Record<string, unknown> {
  id: string
  projectId: string
  projectName: string
  type: OpportunityType
  state: OpportunityState
  finding: Finding
  decided: Finding | null
  owner: string | null
  targetDate: string | null
  reason: string | null
  dismissedUntil: string | null
  oneOffPicoUsd: string
  firstSeenAt: string
  lastSeenAt: string
  stateChangedAt: string
  realisedPicoUsd: string | null
}

export function toListedOpportunity(row: OpportunityRow): ListedOpportunity {
  const { finding, decided, realisedPicoUsd, oneOffPicoUsd: _, ...kept } = row
  const { family, scope, from, to, action, savings, confidence, effort, deadline, eventCount } = finding
  const isPromised = row.state !== 'dismissed' && decided !== null
  return {
    ...kept,
    title: titleOf(finding),
    family,
    scope,
    from,
    to,
    action,
    savings,
    confidence,
    effort,
    deadline,
    eventCount,
    requiresValidation: finding.requiresValidation,
    samplesNeeded: finding.samplesNeeded,
    acceptedUsdMonthly: isPromised ? decided.savings.marginalUsd : null,
    realisedUsd: realisedPicoUsd === null ? null : formatUsd(BigInt(realisedPicoUsd)),
  }
}
