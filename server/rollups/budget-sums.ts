import { type SQL, sql } from 'drizzle-orm'
import { OTHER_VALUE } from '#shared/api/labels.ts'
import { BUCKET_SECONDS } from '#shared/time.ts'
import { bucketOf } from './zone-day.ts'

/** Groups of a budget and period that are counted by name; more are counted together. */
const MOST_BUDGET_GROUPS = 10_000

const start = sql.raw(`to_timestamp(bucket * ${BUCKET_SECONDS}.0)`)

/** What a writer counts: of the period in which a bucket lies, unless it waits to be counted from the events. */
const COUNTED_PERIOD = sql`
  select id, ends_at, coalesce(built_bucket, 2147483647) as built_bucket from budget_periods
  where budget_id = steps.budget_id and starts_at <= ${start} order by starts_at desc limit 1`

interface OnePeriod {
  id: number
  budgetId: number
}

/** One period, as if it were counted already: for counting and checking it. */
const onlyPeriod = ({ id }: OnePeriod) => sql`
  select id, ends_at, 2147483647 as built_bucket from budget_periods
  where id = ${sql.raw(String(id))} and starts_at <= ${start}`

/**
 * The CTE `budget_sums`: what events add to each group of each budget and period. `events` are rows of
 * `usage_events` with a `sign`: 1, or -1 for those that are taken back. Bounds of periods are whole buckets. An
 * installation without budgets pays for one look at an empty table.
 */
export const budgetSums = (events: SQL, only?: OnePeriod) => sql`
  budget_sums as materialized (
    select period.id as period_id, group_key, sum(cost_pico_usd) as cost_pico_usd, sum(requests) as requests,
      sum(unpriced) as unpriced
    from (
      select bs.budget_id, case when b.group_by = 'user' then coalesce(e.user_id, '') else bs.group_key end as group_key,
        ${bucketOf('e.occurred_at')} as bucket, coalesce(sum(e.sign * e.cost_pico_usd), 0) as cost_pico_usd,
        sum(e.sign) as requests,
        coalesce(sum(e.sign) filter (where e.cost_status in ('unpriced', 'invalid', 'partial')), 0) as unpriced
      from ${events} as e join budget_series bs on bs.series_id = e.series_id join budgets b on b.id = bs.budget_id
      where exists (select from budget_series) and coalesce(b.scope -> 'user' ? coalesce(e.user_id, ''), true)
        ${only ? sql.raw(`and b.id = ${only.budgetId}`) : sql``}
      group by 1, 2, 3
    ) as steps cross join lateral (${only ? onlyPeriod(only) : COUNTED_PERIOD}) as period
    where ${start} < period.ends_at and bucket < period.built_bucket
    group by 1, 2
  )`

/**
 * CTEs that write `budget_sums`, rows always in the same order. A group that has a counter keeps it; new ones get one
 * while the period has room, those who spent most first.
 */
export const COUNT_BUDGETS = sql`
  known_groups as materialized (
    select a.*, c.period_id is not null as is_known
    from budget_sums a left join budget_counters c on c.period_id = a.period_id and c.group_key = a.group_key
  ), busy_periods as materialized (
    select period_id, (select count(*) from budget_counters c where c.period_id = p.period_id) as groups
    from (select distinct period_id from known_groups where not is_known) as p
  ), counted_budgets as (
    insert into budget_counters (period_id, group_key, cost_pico_usd, requests, unpriced)
    select period_id, case when is_known or groups + place <= ${sql.raw(String(MOST_BUDGET_GROUPS))} then group_key
        else ${sql.raw(`'${OTHER_VALUE}'`)} end, sum(cost_pico_usd), sum(requests), sum(unpriced)
    from (
      select *, row_number() over (partition by period_id, is_known order by cost_pico_usd desc, group_key) as place
      from known_groups left join busy_periods using (period_id)
    ) as placed group by 1, 2 order by 1, 2
    on conflict (period_id, group_key) do update set
      cost_pico_usd = budget_counters.cost_pico_usd + excluded.cost_pico_usd,
      requests = budget_counters.requests + excluded.requests,
      unpriced = budget_counters.unpriced + excluded.unpriced, updated_at = now()
  )`
