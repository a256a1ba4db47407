import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  json,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { CostStatus } from '#shared/api/cost-status.ts'
import type { CostLine } from '#shared/api/events.ts'
import type { RepriceFilter, RepriceState, RepriceSummary } from '#shared/api/prices.ts'
import type { PriceRow } from '#shared/pricing/provider-file.ts'
import { costStatus } from './events.ts'
import { projects } from './projects.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true })

/** A user's own prices for a model, in a project or (project_id null) everywhere. Changed by adding; never in place. */
export const priceOverrides = pgTable('price_overrides', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  projectId: integer('project_id').references(() => projects.id, { onDelete: 'cascade' }),
  provider: text('provider').notNull(),
  model: text('model').notNull(),
  prices: jsonb('prices').$type<Pick<PriceRow, 'rates' | 'longContext'>>().notNull(),
  effectiveFrom: instant('effective_from'),
  effectiveUntil: instant('effective_until'),
  note: text('note').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  retiredAt: instant('retired_at'),
})

/** What a deployment, profile or private name stands for, in a project or everywhere. */
export const modelAliases = pgTable('model_aliases', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  projectId: integer('project_id').references(() => projects.id, { onDelete: 'cascade' }),
  provider: text('provider').notNull(),
  name: text('name').notNull(),
  targetProvider: text('target_provider').notNull(),
  targetModel: text('target_model').notNull(),
  effectiveFrom: instant('effective_from'),
  effectiveUntil: instant('effective_until'),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  retiredAt: instant('retired_at'),
})

/** One pricing of stored events again: previewed, approved, done, perhaps undone. */
export const repriceRuns = pgTable('reprice_runs', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  filter: jsonb('filter').$type<RepriceFilter>().notNull(),
  state: text('state').$type<RepriceState>().notNull(),
  /** Version of the catalogue that the preview was made with. */
  catalogue: text('catalogue').notNull(),
  summary: jsonb('summary').$type<RepriceSummary>(),
  /** Where it goes on after an interruption: the key of the last event done. */
  cursor: jsonb('cursor').$type<{ projectId: number; occurredAt: string; id: string }>(),
  changed: bigint('changed', { mode: 'number' }).notNull().default(0),
  differencePicoUsd: numeric('difference_pico_usd').notNull().default('0'),
  /** One instance works on a run at a time; an instance that died lets go when this has passed. */
  leaseUntil: instant('lease_until'),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  approvedBy: text('approved_by'),
  approvedAt: instant('approved_at'),
  finishedAt: instant('finished_at'),
})

/** What an event cost before a run changed it: the record of the change, and the way back. */
export const repricedEvents = pgTable(
  'repriced_events',
  {
    runId: integer('run_id').notNull(),
    projectId: integer('project_id').notNull(),
    id: text('id').notNull(),
    occurredAt: timestamp('occurred_at', { withTimezone: true, mode: 'string' }).notNull(),
    costStatus: costStatus('cost_status').$type<CostStatus>().notNull(),
    costReason: text('cost_reason'),
    costPicoUsd: bigint('cost_pico_usd', { mode: 'bigint' }),
    catalogue: text('catalogue'),
    inputTokens: bigint('input_tokens', { mode: 'bigint' }).notNull(),
    cacheReadTokens: bigint('cache_read_tokens', { mode: 'bigint' }).notNull(),
    cacheWriteTokens: bigint('cache_write_tokens', { mode: 'bigint' }).notNull(),
    outputTokens: bigint('output_tokens', { mode: 'bigint' }).notNull(),
    reasoningTokens: bigint('reasoning_tokens', { mode: 'bigint' }).notNull(),
    lines: json('lines').$type<CostLine[]>(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.projectId, table.occurredAt, table.id] })],
)

/** Who did what; rows are only ever added. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().default(sql`now()`),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('audit_entries_at').on(table.at)],
)
