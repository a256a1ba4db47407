import { z } from 'zod'
import { ALERT_KINDS, type AlertKind } from './alert-kinds.ts'
import type { ChannelKind } from './channel-kinds.ts'
import { RangeParam } from './spend.ts'

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
  /** Of a budget with groups, where the key of the group is no name: of a project. */
  groupName?: string
  /** Events whose cost is not known: then `spentUsd` is at least that. */
  unpricedEvents?: number
  requests?: number
  /** What the period will have cost at its end, and between which amounts with 80 %. */
  forecastUsd?: string
  forecastLowUsd?: string
  forecastHighUsd?: string
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

/** `open` is `firing` and `acknowledged`. */
const STATE_FILTERS = ['open', 'all', ...ALERT_STATES] as const
const id = z.string().regex(/^\d{1,9}$/)

export const ListAlertsQuery = z.strictObject({
  state: z.enum(STATE_FILTERS).default('all'),
  kind: z.enum(ALERT_KINDS).optional(),
  budget: id.optional(),
  project: id.optional(),
  /** When they fired; all without it. */
  range: RangeParam.optional(),
  /** IANA name of the zone whose days the range means. */
  timeZone: z.string().max(64).default('UTC'),
  /** Alerts older than this one: `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListAlertsQuery = z.output<typeof ListAlertsQuery>

export interface Alert extends AlertSubject {
  id: string
  state: AlertState
  severity: AlertSeverity
  title: string
  text: string
  path: string
  firedAt: string
  acknowledgedAt: string | null
  acknowledgedBy: string | null
  /** Repeats are held until then. */
  snoozedUntil: string | null
  resolvedAt: string | null
  /** How many of its messages are in which state. */
  deliveries: Record<DeliveryState, number>
}

export type AlertSeverity = 'critical' | 'warning' | 'info'

export interface AlertPage {
  data: Alert[]
  /** null on the last page. */
  next: string | null
}

/** Alerts that fire and that nobody has acknowledged or snoozed. */
export interface OpenAlerts {
  open: number
}

export interface AlertDetail extends Alert {
  messages: Delivery[]
}

/** One message to one channel. */
export interface Delivery {
  id: string
  channel: { id: string; name: string; kind: ChannelKind }
  kind: DeliveryKind
  /** What it tells of, in words. */
  title: string
  state: DeliveryState
  createdAt: string
  /** When it is tried next; null unless it is pending. */
  nextAt: string | null
  settledAt: string | null
  lastError: string | null
  /** Others that went out in the same message, when very many were due at once. */
  sentWith: number
  /** Oldest first. */
  attempts: DeliveryAttempt[]
}

export interface DeliveryAttempt {
  startedAt: string
  durationMs: number
  /** HTTP or SMTP status; null when there was no answer. */
  status: number | null
  /** null: it was taken. */
  error: string | null
  answer: string | null
}

export const SnoozeAlert = z.strictObject({
  /** RFC 3339; at most 30 days ahead. */
  until: z.iso.datetime({ offset: true }),
})
export type SnoozeAlert = z.infer<typeof SnoozeAlert>
