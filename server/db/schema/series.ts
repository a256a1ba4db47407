import { sql } from 'drizzle-orm'
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { AnyLabel } from '#shared/api/labels.ts'
import { projects } from './projects.ts'

/** One unique set of labels. A label that an event does not carry is '': a NULL would not be unique. */
export const series = pgTable(
  'series',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    projectId: integer('project_id')
      .notNull()
      .references(() => projects.id),
    fingerprint: text('fingerprint').notNull(),
    provider: text('provider').notNull(),
    model: text('model').notNull(),
    operation: text('operation').notNull(),
    serviceTier: text('service_tier').notNull(),
    region: text('region').notNull(),
    environment: text('environment').notNull(),
    team: text('team').notNull(),
    feature: text('feature').notNull(),
    task: text('task').notNull(),
    /** Values of the declared tag keys. */
    tags: jsonb('tags').$type<Record<string, string>>().notNull().default({}),
  },
  (table) => [unique('series_fingerprint').on(table.projectId, table.fingerprint)],
)

/** One value of one label in one project; `project` has the single value ''. */
export const labels = pgTable(
  'labels',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    projectId: integer('project_id')
      .notNull()
      .references(() => projects.id),
    name: text('name').$type<AnyLabel>().notNull(),
    value: text('value').notNull(),
  },
  (table) => [unique('labels_name_value').on(table.projectId, table.name, table.value)],
)

export const seriesLabels = pgTable(
  'series_labels',
  {
    seriesId: integer('series_id')
      .notNull()
      .references(() => series.id),
    labelId: integer('label_id')
      .notNull()
      .references(() => labels.id),
  },
  (table) => [
    primaryKey({ columns: [table.seriesId, table.labelId] }),
    index('series_labels_label_id').on(table.labelId),
  ],
)

/** Tag keys of a project that are labels of its series, like `team`: their spend is known from rollups. */
export const declaredTags = pgTable(
  'declared_tags',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    projectId: integer('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    /** From when on every event carries it in its series; earlier spend by this tag is read from events. */
    since: timestamp('since', { withTimezone: true }).notNull(),
    retiredAt: timestamp('retired_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('declared_tags_key').on(table.projectId, table.key).where(sql`${table.retiredAt} is null`),
  ],
)

/** The colour slot (1 to 8) of a label value, given when it is first shown and kept for ever. */
export const seriesStyles = pgTable(
  'series_styles',
  {
    label: text('label').$type<AnyLabel>().notNull(),
    key: text('key').notNull(),
    slot: smallint('slot').notNull(),
  },
  (table) => [primaryKey({ columns: [table.label, table.key] })],
)
