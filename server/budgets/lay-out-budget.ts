import { type SQL, sql } from 'drizzle-orm'
import { seriesOfBudgets } from '#server/rollups/budget-series.ts'
import { bucketOf } from '#server/rollups/zone-day.ts'
import { periodsOf } from './period-bounds.ts'

/** Events arrive at most so far ahead, even where a clock is wrong: what begins later has none yet. */
const AHEAD = sql.raw(`interval '1 hour'`)

/**
 * Statements, to run together, that lay out anew what a budget counts: its series, and its periods from the previous
 * one on. Whoever stores a new series waits for them; the next one is then added by its own statement.
 */
export function layOutBudget(id: number, now: Date): SQL[] {
  const at = sql.raw(`'${now.toISOString()}'::timestamptz`)
  const budget = sql.raw(`(select * from budgets where id = ${id} and removed_at is null)`)
  return [
    sql`lock table series in share row exclusive mode`,
    sql`select from ${budget} as b for no key update`,
    sql.raw(`delete from budget_series where budget_id = ${id}`),
    sql.raw(`delete from budget_periods where budget_id = ${id}`),
    sql`insert into budget_series (budget_id, series_id, group_key) ${seriesOfBudgets(budget, sql.raw('series'))}`,
    insertPeriods(periodsOf(budget, { from: at, until: at, before: true }), at),
    sql`update budgets set laid_out_at = ${at} where id = ${sql.raw(String(id))}`,
  ]
}

/** Those that may have events already wait to be counted; the others are counted by whoever stores events. */
export const insertPeriods = (periods: SQL, now: SQL) => sql`
  insert into budget_periods (budget_id, starts_at, ends_at, built_bucket, is_partial)
  select budget_id, starts_at, ends_at, case when starts_at < ${now} + ${AHEAD} then ${bucketOf('starts_at')} end,
    starts_at < coalesce(events_kept_from, '-infinity')
  from (${periods}) as p, settings order by starts_at
  on conflict do nothing`
