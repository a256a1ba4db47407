import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AlertKind } from '#shared/api/alert-kinds.ts'
import type { RuleKind, RuleSettings } from '#shared/api/alert-rules.ts'
import type { AlertFacts, AlertState, DeliveryKind, DeliveryState } from '#shared/api/alerts.ts'
import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { ChannelSettings } from '#shared/api/channels.ts'
import { projects } from './projects.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** Where alerts are sent. What must stay secret is in `secret`, sealed; `settings` may be shown. */
export const channels = pgTable('channels', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  kind: text('kind').$type<ChannelKind>().notNull(),
  settings: jsonb('settings').$type<ChannelSettings>().notNull(),
  /** AES-256-GCM, see `server/seal-secrets.ts`. */
  secret: text('secret'),
  /** The secret before it, still valid for a day after a rotation. */
  previousSecret: text('previous_secret'),
  secretRotatedAt: instant('secret_rotated_at'),
  /** Gets every alert that names no channels of its own. */
  isDefault: boolean('is_default').notNull().default(true),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  /** Switched off by a person, or since its receiver said 410; the reason is told. */
  disabledAt: instant('disabled_at'),
  disabledReason: text('disabled_reason'),
  removedAt: instant('removed_at'),
  /** One message at a time: who sends holds the channel until then, and for a pause after it where its API wants one. */
  busyUntil: instant('busy_until'),
  busyToken: uuid('busy_token'),
})

/** What is watched beside budgets. */
export const alertRules = pgTable('alert_rules', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  kind: text('kind').$type<RuleKind>().notNull(),
  settings: jsonb('settings').$type<RuleSettings[RuleKind]>().notNull(),
  /** null: every project, each by itself. */
  projectId: integer('project_id').references(() => projects.id, { onDelete: 'cascade' }),
  /** null: every default channel. */
  channelIds: integer('channel_ids').array(),
  pausedAt: instant('paused_at'),
  removedAt: instant('removed_at'),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
})

/**
 * One decision that something is to be told. `dedup_key` names what it is about (for a budget: budget, group, period,
 * threshold, arming): its uniqueness is what makes every decision happen once, whatever the number of instances.
 */
export const alerts = pgTable(
  'alerts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    dedupKey: text('dedup_key').notNull(),
    kind: text('kind').$type<AlertKind>().notNull(),
    state: text('state').$type<AlertState>().notNull(),
    /** null: the whole installation. */
    projectId: integer('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    budgetId: integer('budget_id'),
    /** The rule that watched it, where it was no budget. */
    ruleId: integer('rule_id').references(() => alertRules.id),
    /** Of a budget with one counter a group: which; '' is the one without that label. null: no groups. */
    groupKey: text('group_key'),
    periodStart: instant('period_start'),
    periodEnd: instant('period_end'),
    /** Percent of the amount. */
    threshold: integer('threshold'),
    arming: integer('arming'),
    /** What was known when it fired: amounts as decimal strings in USD, counts, names. */
    facts: jsonb('facts').$type<AlertFacts>().notNull(),
    firedAt: instant('fired_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    snoozedUntil: instant('snoozed_until'),
    resolvedAt: instant('resolved_at'),
  },
  (table) => [
    unique('alerts_dedup_key').on(table.dedupKey),
    index('alerts_fired_at').on(table.firedAt),
    index('alerts_budget').on(table.budgetId, table.periodStart),
    index('alerts_open').on(table.kind).where(sql`${table.resolvedAt} is null`),
  ],
)

/** The outbox: one message to one channel. Written in the statement that decided, sent under a lease. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    channelId: integer('channel_id')
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    /** null: a test or a digest. */
    alertId: bigint('alert_id', { mode: 'number' }).references(() => alerts.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<DeliveryKind>().notNull(),
    /** Stable over attempts and resends: receivers know a repeat by it. */
    dedupKey: text('dedup_key').notNull(),
    /** What it tells, as it was when it was decided; each channel makes its own text of it. */
    payload: jsonb('payload').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    /** Counted from the beginning again when a person has it resent. */
    attempts: integer('attempts').notNull().default(0),
    firstTriedAt: instant('first_tried_at'),
    /** Sent in the message of this delivery, when very many were due at once; they stay together at every attempt. */
    groupId: bigint('group_id', { mode: 'number' }),
    nextAt: instant('next_at').notNull(),
    lockedUntil: instant('locked_until'),
    /** Who holds the lease: an attempt that lost it may not write its result. */
    lockToken: uuid('lock_token'),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull().defaultNow(),
    settledAt: instant('settled_at'),
  },
  (table) => [
    unique('deliveries_dedup_key').on(table.channelId, table.dedupKey),
    index('deliveries_pending').on(table.nextAt).where(sql`${table.state} = 'pending'`),
    index('deliveries_alert_id').on(table.alertId),
    index('deliveries_group_id').on(table.groupId).where(sql`${table.groupId} is not null`),
    index('deliveries_dead').on(table.channelId).where(sql`${table.state} = 'dead'`),
  ],
)

export const deliveryAttempts = pgTable(
  'delivery_attempts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: bigint('delivery_id', { mode: 'number' })
      .notNull()
      .references(() => deliveries.id, { onDelete: 'cascade' }),
    startedAt: instant('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** HTTP or SMTP status; null when there was no answer. */
    status: integer('status'),
    /** null: it was taken. */
    error: text('error'),
    /** The beginning of the answer. */
    answer: text('answer'),
  },
  (table) => [index('delivery_attempts_delivery_id').on(table.deliveryId)],
)
