import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import type { BudgetPeriod, BudgetScope } from '#shared/api/budgets.ts'
import type { AnyLabel } from '#shared/api/labels.ts'
import { projects } from './projects.ts'
import { series } from './series.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** An amount for a scope in each calendar period of a zone. */
export const budgets = pgTable(
  'budgets',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    /** null: the whole installation. */
    projectId: integer('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    /** Label (`user`, `tag:KEY` as well) -> the values it takes; {} takes all. */
    scope: jsonb('scope').$type<BudgetScope>().notNull(),
    /** One counter for each value of this label; null: one for all. */
    groupBy: text('group_by').$type<AnyLabel>(),
    amountPicoUsd: numeric('amount_pico_usd').notNull(),
    period: text('period').$type<BudgetPeriod>().notNull(),
    /** First day of a custom cycle, 1 to 28. */
    cycleDay: integer('cycle_day'),
    /** IANA name. */
    zone: text('zone').notNull(),
    /** Percent of the amount, ascending. */
    thresholds: integer('thresholds').array().notNull(),
    /** Percent of the amount that the forecast may reach; null: no forecast alert. */
    forecastThreshold: integer('forecast_threshold'),
    /** null: every default channel. */
    channelIds: integer('channel_ids').array(),
    /** Local times without messages, such as 22:00 to 07:00; null: none. */
    silence: jsonb('silence').$type<{ from: string; until: string }>(),
    owner: text('owner'),
    url: text('url'),
    /** Grows when an edit arms the thresholds again. */
    arming: integer('arming').notNull().default(1),
    /** When that was: periods that were over by then are not told about. */
    armedAt: instant('armed_at').notNull().default(sql`now()`),
    /** When its series and periods were laid out; null: it has to be counted anew. */
    laidOutAt: instant('laid_out_at'),
    pausedAt: instant('paused_at'),
    removedAt: instant('removed_at'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (table) => [index('budgets_project_id').on(table.projectId)],
)

/** The bounds of a period, worked out by Postgres once. */
export const budgetPeriods = pgTable(
  'budget_periods',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    budgetId: integer('budget_id')
      .notNull()
      .references(() => budgets.id, { onDelete: 'cascade' }),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** Events of this 15-minute step and later are not counted yet, those before are. Null: all are. */
    builtBucket: integer('built_bucket'),
    /** It was counted after the retention had dropped some of its events. */
    isPartial: boolean('is_partial').notNull().default(false),
  },
  (table) => [unique('budget_periods_start').on(table.budgetId, table.startsAt)],
)

/** Which series a budget counts, and under which group; kept with the series. */
export const budgetSeries = pgTable(
  'budget_series',
  {
    budgetId: integer('budget_id')
      .notNull()
      .references(() => budgets.id, { onDelete: 'cascade' }),
    seriesId: integer('series_id')
      .notNull()
      .references(() => series.id),
    /** '' unless the budget is grouped by a label of the series. */
    groupKey: text('group_key').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.seriesId, table.budgetId] }),
    index('budget_series_budget_id').on(table.budgetId),
  ],
)

/**
 * What a group of a budget has spent in a period: kept in the statement that stores the events. No foreign key: that
 * statement must not fail because a budget was edited at the same moment. What is left over is swept up.
 */
export const budgetCounters = pgTable(
  'budget_counters',
  {
    periodId: bigint('period_id', { mode: 'number' }).notNull(),
    groupKey: text('group_key').notNull(),
    costPicoUsd: numeric('cost_pico_usd').notNull(),
    requests: bigint('requests', { mode: 'number' }).notNull(),
    /** Events whose cost is not known, or only in part. */
    unpriced: bigint('unpriced', { mode: 'number' }).notNull(),
    /** By the clock of the database: an alert that comes much later says so. */
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.periodId, table.groupKey] })],
)
