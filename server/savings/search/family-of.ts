import {
  OPPORTUNITY_FAMILIES,
  OPPORTUNITY_TYPES,
  type OpportunityFamily,
  type OpportunityType,
} from '#shared/api/opportunities.ts'

const FAMILIES = new Map(
  Object.entries(OPPORTUNITY_FAMILIES).flatMap(([family, types]) =>
    types.map((type) => [type as OpportunityType, family as OpportunityFamily] as const),
  ),
)

export const familyOf = (type: OpportunityType): OpportunityFamily => FAMILIES.get(type)!

/**
 * Savings on the same requests are worked out in this order: waste, cache, tier, model. A question to an owner comes
 * last, for what is known takes nothing from a guess that all of it may go.
 */
export const orderOf = (type: OpportunityType): number =>
  type === 'idle_feature' ? OPPORTUNITY_TYPES.length : OPPORTUNITY_TYPES.indexOf(type)
