import { bigint, integer, numeric, pgTable, primaryKey } from 'drizzle-orm/pg-core'

const count = (name: string) => bigint(name, { mode: 'number' }).notNull()

/** The additive sums that both rollups keep. Unknown cost is counted, never added as 0. */
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

/** Fine in time, one label at a time. `bucket` counts 15-minute steps of UTC since 1970. */
export const labelRollups = pgTable(
  'label_rollups',
  { labelId: integer('label_id').notNull(), bucket: integer('bucket').notNull(), ...sums() },
  (table) => [primaryKey({ columns: [table.labelId, table.bucket] })],
)

/** Coarse in time, every label. `day` counts UTC days since 1970. */
export const seriesRollups = pgTable(
  'series_rollups',
  { seriesId: integer('series_id').notNull(), day: integer('day').notNull(), ...sums() },
  (table) => [primaryKey({ columns: [table.seriesId, table.day] })],
)
