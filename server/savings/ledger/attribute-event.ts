import type { AppContext } from '#server/context.ts'
import type { Finding } from '#shared/api/opportunities.ts'
import { resolveModel } from '#shared/pricing/resolve-model.ts'
import type { LedgerEvent } from './read-ledger-events.ts'

/** An opportunity whose saving is counted. */
export interface CountedOpportunity {
  id: string
  finding: Finding
  /** RFC 3339, from inclusive, until exclusive. */
  countedFrom: string
  countedUntil: string
}

/** What a request is to an opportunity. */
export type EventRole = 'routed' | 'control' | 'overhead'

const OVERHEAD_PURPOSES = new Set(['judge', 'classifier', 'shadow'])

/**
 * The one opportunity that a request belongs to: the one that it names, else the first whose traffic it is. So no
 * request is counted twice. Undefined: none.
 */
export function attributeEvent(
  ctx: AppContext,
  event: LedgerEvent,
  opportunities: readonly CountedOpportunity[],
): { opportunity: CountedOpportunity; role: EventRole } | undefined {
  const role = roleOf(event)
  if (role === undefined) return undefined
  const inTime = opportunities.filter(
    ({ countedFrom, countedUntil }) =>
      Date.parse(countedFrom) <= Date.parse(event.occurredAt) &&
      Date.parse(event.occurredAt) < Date.parse(countedUntil),
  )
  const opportunity =
    event.opportunityId === null
      ? inTime.find((each) => role === 'routed' && isItsTraffic(ctx, each, event))
      : inTime.find(({ id }) => id === event.opportunityId)
  return opportunity && { opportunity, role }
}

function roleOf({ routedFrom, experiment, purpose, shadow }: LedgerEvent): EventRole | undefined {
  if (OVERHEAD_PURPOSES.has(purpose ?? '') || shadow === 'true') return 'overhead'
  if (routedFrom !== null) return 'routed'
  return experiment === 'control' ? 'control' : undefined
}

function isItsTraffic(ctx: AppContext, { finding }: CountedOpportunity, event: LedgerEvent): boolean {
  const { scope, from, to } = finding
  return (
    scope.feature === event.feature &&
    (scope.task === undefined || scope.task === event.task) &&
    (scope.environment === undefined || scope.environment === event.environment) &&
    isSameModel(ctx, from, { provider: from.provider, model: event.routedFrom! }) &&
    (to === null || isSameModel(ctx, to, event))
  )
}

interface Named {
  provider: string
  model: string
}

/** `gpt-4o-mini` and `gpt-4o-mini-2024-07-18` are the same one. */
function isSameModel(ctx: AppContext, a: Named, b: Named): boolean {
  if (a.provider === b.provider && a.model === b.model) return true
  const [one, other] = [resolveModel(ctx.catalogue, a), resolveModel(ctx.catalogue, b)]
  return one?.kind === 'catalogue' && other?.kind === 'catalogue' && one.model === other.model
}
