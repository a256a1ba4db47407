export const COST_STATUSES = ['priced', 'partial', 'reported', 'unpriced', 'invalid'] as const
export type CostStatus = (typeof COST_STATUSES)[number]
