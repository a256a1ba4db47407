/** What an alert is about. `daily_overrun` is a spike against one's own history. */
export const ALERT_KINDS = [
  'budget',
  'forecast',
  'daily_overrun',
  'silence',
  'unpriced_share',
  'stale_prices',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]
