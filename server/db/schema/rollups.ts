import { sql } from 'drizzle-orm'
import {
  bigint,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

const count = (name: string) => bigint(name, { mode: 'number' }).notNull()

/** The additive sums that every rollup keeps. Unknown cost is counted, never added as 0. */
const sums = () => ({
  requests: count('requests'),
  errors: count('errors'),
  priced: count('priced'),
  partial: count('partial'),
  reported: count('reported'),
  unpriced: count('unpriced'),
  invalid: count('invalid'),
  costPicoUsd: numeric('cost_pico_usd').notNull(),
  inputTokens: count('input_tokens'),
  cacheReadTokens: count('cache_read_tokens'),
  cacheWriteTokens: count('cache_write_tokens'),
  outputTokens: count('output_tokens'),
})

/** A histogram of latencies packed into one number that can be added: see `server/rollups/latency-histogram.ts`. */
const latency = () => numeric('latency').notNull()

/** `day` counts days of the zone since 1970; the zone is part of the key, so that a new one is built beside the old. */
const zoneDay = () => ({ zoneId: smallint('zone_id').notNull(), day: integer('day').notNull() })

/**
 * The zones whose days are kept. One is `active`: the installation's. One may be `building`: it is written as well,
 * and becomes active when all its days are there.
 */
export const rollupZones = pgTable(
  'rollup_zones',
  {
    id: smallint('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    state: text('state').$type<'active' | 'building' | 'retired'>().notNull(),
    /** While it is built: events of this bucket and later are not in it yet. Null: all are. */
    builtBucket: integer('built_bucket'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex('rollup_zones_state').on(table.state).where(sql`${table.state} <> 'retired'`)],
)

/** Fine in time, one label at a time. `bucket` counts 15-minute steps of UTC since 1970. */
export const labelRollups = pgTable(
  'label_rollups',
  { labelId: integer('label_id').notNull(), bucket: integer('bucket').notNull(), ...sums() },
  (table) => [primaryKey({ columns: [table.labelId, table.bucket] })],
)

/** One label at a time, by days of a zone, with latencies. */
export const labelDayRollups = pgTable(
  'label_day_rollups',
  { labelId: integer('label_id').notNull(), ...zoneDay(), ...sums(), latency: latency() },
  (table) => [primaryKey({ columns: [table.labelId, table.zoneId, table.day] })],
)

/** Every label, by days of a zone, with latencies. */
export const seriesRollups = pgTable(
  'series_rollups',
  { seriesId: integer('series_id').notNull(), ...zoneDay(), ...sums(), latency: latency() },
  (table) => [primaryKey({ columns: [table.seriesId, table.zoneId, table.day] })],
)

/** The users of a project by days of a zone; those beyond the cap of a day together as `__other__`. */
export const userDayRollups = pgTable(
  'user_day_rollups',
  {
    projectId: integer('project_id').notNull(),
    userId: text('user_id').notNull(),
    ...zoneDay(),
    ...sums(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.zoneId, table.day, table.userId] })],
)
