import { index, integer, jsonb, numeric, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { SegmentSummary } from '#shared/api/segments.ts'
import { projects } from './projects.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true }).notNull()
const label = (name: string) => text(name).notNull()

/** What the requests of a segment looked like in the 30 days before the last search: made again from events each time. */
export const segments = pgTable(
  'segments',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    projectId: integer('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Hash of the labels: together they may be longer than an index takes. */
    key: text('key').notNull(),
    feature: label('feature'),
    task: label('task'),
    environment: label('environment'),
    operation: label('operation'),
    provider: label('provider'),
    model: label('model'),
    serviceTier: label('service_tier'),
    region: label('region'),
    costPicoUsd: numeric('cost_pico_usd').notNull(),
    summary: jsonb('summary').$type<SegmentSummary>().notNull(),
    firstSeenAt: instant('first_seen_at'),
    lastSeenAt: instant('last_seen_at'),
    asOf: instant('as_of'),
  },
  (table) => [
    unique('segments_key').on(table.projectId, table.key),
    index('segments_cost').on(table.projectId, table.costPicoUsd, table.id),
  ],
)
