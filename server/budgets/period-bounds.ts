import { type SQL, sql } from 'drizzle-orm'

// Calendars are Postgres's business, in the zone of the budget `b`; days are local dates.

/** The local day of an instant, counted as in `rollups/zone-day.ts`. */
const dayOf = (at: SQL) => {
  const date = sql`((${at}) at time zone b.zone)::date`
  return sql`(${date} - ((${at}) < (${date}::timestamp at time zone b.zone))::int)`
}

/** Where a local day begins. */
const startOf = (day: SQL) => sql`((${day})::timestamp at time zone b.zone)`

const truncated = (unit: 'week' | 'month' | 'quarter', day: SQL) =>
  sql`date_trunc(${sql.raw(`'${unit}'`)}, (${day})::timestamp)::date`

/** The first day of the period that holds a day. */
const firstDayOf = (day: SQL) => sql`
  case b.period when 'day' then ${day}
    when 'week' then ${truncated('week', day)}
    when 'month' then ${truncated('month', day)}
    when 'quarter' then ${truncated('quarter', day)}
    else ${truncated('month', sql`${day} - (b.cycle_day - 1)`)} + (b.cycle_day - 1) end`

/** The first day of the period after the one that begins on `first`. */
const nextFirstDay = (first: SQL) => sql`
  case b.period when 'day' then ${first} + 1
    when 'week' then ${first} + 7
    when 'quarter' then (${first}::timestamp + interval '3 months')::date
    else (${first}::timestamp + interval '1 month')::date end`

/**
 * Consecutive periods of the budgets `b` as `budget_id, starts_at, ends_at`: from the one that holds the instant
 * `from`, or the one before it, up to the first that begins two days after `until` and has another one before it.
 * Each ends where the next begins; one that a zone has skipped is left out.
 */
export function periodsOf(budgets: SQL, { from, until, before }: PeriodRange): SQL {
  const first = firstDayOf(dayOf(from))
  const start = before ? firstDayOf(sql`${first} - 1`) : first
  return sql`
    select * from (
      with recursive days as (
        select b.id as budget_id, ${start} as day, ${nextFirstDay(start)} as next, 0 as ahead, 0 as n from ${budgets} as b
        union all
        select b.id, d.next, ${nextFirstDay(sql.raw('d.next'))},
          d.ahead + (${startOf(sql.raw('d.next'))} > ${until})::int, n + 1
        from days d join ${budgets} as b on b.id = d.budget_id
        where n < ${sql.raw(String(MOST_PERIODS))} and (d.ahead < 2 or ${startOf(sql.raw('d.day'))} < ${until} + interval '2 days')
      )
      select budget_id, ${startOf(sql.raw('day'))} as starts_at, ${startOf(sql.raw('next'))} as ends_at
      from days join ${budgets} as b on b.id = budget_id
    ) as periods where starts_at < ends_at`
}

/** Made at once, after a long time off. */
const MOST_PERIODS = 800

interface PeriodRange {
  from: SQL
  until: SQL
  /** Begins with the period before the one of `from`. */
  before: boolean
}
