/** What an alert is about. `daily_overrun` is a spike against one's own history. */
const ALERT_KINDS = [
  'budget',
  'forecast',
  'daily_overrun',
  'silence',
  'unpriced_share',
  'stale_prices',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/**
 * `recorded`: decided together with a higher threshold, or while paging was not wanted; it was told to nobody.
 * `superseded`: the budget was edited since.
 */
const ALERT_STATES = ['firing', 'acknowledged', 'resolved', 'recorded', 'superseded'] as const
export type AlertState = (typeof ALERT_STATES)[number]

/** Why a message is sent. */
const DELIVERY_KINDS = ['fired', 'resolved', 'test', 'digest'] as const
export type DeliveryKind = (typeof DELIVERY_KINDS)[number]

/** `dead`: given up, can be resent; `cancelled`: what it was about is gone. */
const DELIVERY_STATES = ['pending', 'delivered', 'dead', 'cancelled'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What was known when an alert fired. Amounts are decimal strings in USD. */
export interface AlertFacts {
  /** Of the budget, or of what else is watched. */
  name: string
  /** The scope in words: "production · team search". */
  scope: string
  spentUsd?: string
  amountUsd?: string
  /** Events whose cost is not known: then `spentUsd` is at least that. */
  unpricedEvents?: number
  requests?: number
  forecastUsd?: string
  /** What is usual: the median of the days before. */
  usualUsd?: string
  /** Of events without a known cost, 0 to 1. */
  share?: number
  /** RFC 3339 UTC: the last event, or the day that prices are from. */
  since?: string
  timeZone?: string
  owner?: string
  /** The user's own link, such as a runbook. */
  url?: string
  /** Seconds between the crossing and the decision, where nobody was there to decide. */
  delayedBySeconds?: number
}

/** What an alert is about, in full: words for it are made by `shared/alerts/describe-alert.ts`. */
export interface AlertSubject {
  kind: AlertKind
  project: { id: string; name: string } | null
  budget: { id: string; name: string } | null
  /** Of a budget with one counter a group: which; '' is the one without that label. null: no groups. */
  groupKey: string | null
  /** Percent of the amount. */
  threshold: number | null
  /** RFC 3339 UTC. */
  periodStart: string | null
  periodEnd: string | null
  facts: AlertFacts
}

/** The payload of a delivery of kind `fired` or `resolved`: what is told, as it was when it was decided. */
export interface AlertMessage extends AlertSubject {
  type: 'alert'
  alertId: string
  event: 'fired' | 'resolved'
  firedAt: string
  /** Of the page where one goes on, such as `/budgets/3`. */
  path: string
}

export type AlertSeverity = 'critical' | 'warning' | 'info'
