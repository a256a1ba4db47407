import type { OpportunityState, OpportunityType } from '#shared/api/opportunities.ts'

/** Where people may move an opportunity; the rest is done by searches. */
const NEXT: Record<OpportunityState, readonly OpportunityState[]> = {
  open: ['in_review', 'accepted', 'dismissed'],
  in_review: ['open', 'accepted', 'dismissed'],
  accepted: ['piloting', 'realised', 'failed', 'open', 'dismissed'],
  piloting: ['accepted', 'realised', 'failed'],
  realised: ['piloting', 'failed'],
  failed: ['open', 'piloting'],
  dismissed: ['open'],
  superseded: [],
  expired: [],
}

/** A warning promises nothing, so nobody can accept it; what is realised without a promise stays as it is. */
export function nextStates(type: OpportunityType, state: OpportunityState): readonly OpportunityState[] {
  if (type === 'realised_savings') return []
  const next = NEXT[state]
  return type === 'measurement_warning' ? next.filter((each) => each !== 'accepted') : next
}

/** Their saving is counted month by month: somebody has acted on them. */
const COUNTED_STATES = ['accepted', 'piloting', 'realised', 'failed'] as const satisfies OpportunityState[]

export const isCounted = (state: OpportunityState) =>
  (COUNTED_STATES as readonly OpportunityState[]).includes(state)
