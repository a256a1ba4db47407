import { sql } from 'drizzle-orm'
import {
  date,
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
import type { Finding, OpportunityState, OpportunityType } from '#shared/api/opportunities.ts'
import type { LedgerQuality } from '#shared/api/savings.ts'
import type { SavingsSettings } from '#shared/api/savings-settings.ts'
import { projects } from './projects.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** A proposed saving and what became of it. A search writes `finding`; what people decided outlives every search. */
export const opportunities = pgTable(
  'opportunities',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    projectId: integer('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Of its finding: the same traffic, type and target give the same key in every search. */
    key: text('key').notNull(),
    type: text('type').$type<OpportunityType>().notNull(),
    state: text('state').$type<OpportunityState>().notNull(),
    /** As the last search that found it saw it. */
    finding: jsonb('finding').$type<Finding>().notNull(),
    /** As it was when somebody accepted or dismissed it: these numbers never move. */
    decided: jsonb('decided').$type<Finding>(),
    owner: text('owner'),
    targetDate: date('target_date'),
    /** Why it was dismissed, has failed, or is over. */
    reason: text('reason'),
    /** When a dismissed one comes back by itself; null: only with new evidence. */
    dismissedUntil: instant('dismissed_until'),
    /** What the change itself cost, spread over the twelve months in which it is counted. */
    oneOffPicoUsd: numeric('one_off_pico_usd').notNull().default('0'),
    /** From when on its saving is counted; null: not at all. */
    countedFrom: instant('counted_from'),
    acceptedBy: text('accepted_by'),
    stateChangedAt: instant('state_changed_at').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
  },
  (table) => [
    unique('opportunities_key').on(table.projectId, table.key),
    index('opportunities_state').on(table.state),
  ],
)

/** What an opportunity saved in a month of the installation's zone. Closed months never change. */
export const savingsLedger = pgTable(
  'savings_ledger',
  {
    opportunityId: integer('opportunity_id')
      .notNull()
      .references(() => opportunities.id, { onDelete: 'cascade' }),
    /** Its first day. */
    month: date('month').notNull(),
    /** Requests that were served by the new model, and those of them whose saving is not known. */
    requests: integer('requests').notNull(),
    unknownRequests: integer('unknown_requests').notNull(),
    counterfactualPicoUsd: numeric('counterfactual_pico_usd').notNull(),
    actualPicoUsd: numeric('actual_pico_usd').notNull(),
    /** Judges, classifiers and shadow calls, and the month's part of the one-off cost. */
    overheadPicoUsd: numeric('overhead_pico_usd').notNull(),
    /** Counterfactual - actual - overhead; below 0 it cost money. */
    realisedPicoUsd: numeric('realised_pico_usd').notNull(),
    quality: jsonb('quality').$type<LedgerQuality>(),
    /** null: the month goes on, or events of it may still come. */
    closedAt: instant('closed_at'),
  },
  (table) => [primaryKey({ columns: [table.opportunityId, table.month] })],
)

/** What counts as a saving in a project, and when its events were last searched. No row: as by default, never yet. */
export const savingsProjects = pgTable('savings_projects', {
  projectId: integer('project_id')
    .primaryKey()
    .references(() => projects.id, { onDelete: 'cascade' }),
  settings: jsonb('settings').$type<SavingsSettings>().notNull().default(sql`'{}'::jsonb`),
  requestedAt: instant('requested_at'),
  refreshedAt: instant('refreshed_at'),
  error: text('error'),
  /** One instance searches a project at a time; an instance that died lets go when this has passed. */
  leaseUntil: instant('lease_until'),
})
