import { type SQL, sql } from 'drizzle-orm'
import { unnestRows } from '#server/db/unnest-rows.ts'
import type { ReadySums } from './add-up-events.ts'
import {
  addSumsTo,
  addWithLatencyTo,
  latencyColumns,
  SUM_TYPES,
  sumColumns,
  WITH_LATENCY_TYPES,
} from './sums.ts'
import { ROLLUP_ROWS, SERIES_SUMS } from './sums-of-events.ts'

const TYPES = {
  labels: { label_id: 'int', bucket: 'int', ...SUM_TYPES },
  labelDays: { label_id: 'int', zone_id: 'smallint', day: 'int', ...WITH_LATENCY_TYPES },
  seriesDays: { series_id: 'int', zone_id: 'smallint', day: 'int', ...WITH_LATENCY_TYPES },
  userDays: { project_id: 'int', user_id: 'text', zone_id: 'smallint', day: 'int', ...SUM_TYPES },
}

/**
 * CTEs that add up the CTE `sums` and write all rollups; rows always in the same order, so that writers do not
 * deadlock. Needs the CTE `zones`. The rows of `ready` are written too, if the CTE `gate` says `is_ready`.
 */
export const upsertRollups = (ready?: ReadySums): SQL => sql`
  ${SERIES_SUMS}, written_labels as (
    insert into label_rollups (label_id, bucket, ${sumColumns}) ${rowsOf('labels', ready)} order by 1, 2
    on conflict (label_id, bucket) do update set ${addSumsTo('label_rollups')}
  ), ${upsertDays(ready)}`

/** CTEs that write the daily ones alone, from those of `SERIES_SUMS`. */
export function upsertDays(ready?: ReadySums): SQL {
  return sql`
  written_label_days as (
    insert into label_day_rollups (label_id, zone_id, day, ${latencyColumns}) ${rowsOf('labelDays', ready)} order by 1, 2, 3
    on conflict (label_id, zone_id, day) do update set ${addWithLatencyTo('label_day_rollups')}
  ), written_series as (
    insert into series_rollups (series_id, zone_id, day, ${latencyColumns}) ${rowsOf('seriesDays', ready)} order by 1, 2, 3
    on conflict (series_id, zone_id, day) do update set ${addWithLatencyTo('series_rollups')}
  ), written_users as (
    insert into user_day_rollups (project_id, user_id, zone_id, day, ${sumColumns}) ${rowsOf('userDays', ready)}
    order by 1, 3, 4, 2
    on conflict (project_id, zone_id, day, user_id) do update set ${addSumsTo('user_day_rollups')}
  )`
}

function rowsOf(table: keyof ReadySums, ready: ReadySums | undefined): SQL {
  if (!ready) return ROLLUP_ROWS[table]
  return sql`select * from ${unnestRows(TYPES[table], ready[table])} as ready where (select is_ready from gate)
    union all select * from (${ROLLUP_ROWS[table]}) as own`
}
