const RULE_KINDS = ['daily_overrun', 'silence', 'unpriced_share', 'stale_prices', 'digest'] as const
/** What is watched beside budgets, and the summary that is sent from time to time. */
export type RuleKind = (typeof RULE_KINDS)[number]

/** What each kind of rule is told. */
export interface RuleSettings {
  /** A day is a spike from `factor` times the usual spend on; never below `floorUsd` or `minimumRequests`. */
  daily_overrun: { factor: number; floorUsd: string; minimumRequests: number }
  /** Hours without an event. */
  silence: { hours: number }
  /** Of the events of the last 24 hours, 0 to 1. */
  unpriced_share: { share: number; minimumRequests: number }
  /** Days since the prices of the catalogue were checked. */
  stale_prices: { days: number }
  digest: { every: 'week' | 'month' }
}
