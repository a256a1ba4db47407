import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { OwnConnection } from '#server/db/own-connection.ts'
import { budgetSums } from '#server/rollups/budget-sums.ts'
import { OTHER_VALUE } from '#shared/api/labels.ts'

/** A period of a budget in which groups differ from what their events add up to. */
export interface CounterMismatch {
  budgetId: number
  start: string
  groups: number
}

interface CheckedPeriod extends Record<string, unknown> {
  id: number
  budgetId: number
  start: string
  /** As literals. */
  from: string
  until: string
}

/**
 * Compares the counters of budgets with the events, in periods whose events are all kept and that began no earlier than
 * `since`; null checks all. A statement a period sees one moment, so writers go on.
 */
export async function verifyCounters(
  ctx: AppContext,
  since: Date | null,
): Promise<{ periods: number; mismatches: CounterMismatch[] }> {
  const connection = ctx.connect()
  try {
    const periods = await connection.orm.execute<CheckedPeriod>(sql`
      select p.id::float8 as id, budget_id as "budgetId", starts_at::text as "from", ends_at::text as until,
        to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as start
      from budget_periods p join budgets b on b.id = p.budget_id and b.laid_out_at is not null, settings
      where built_bucket is null and not is_partial and starts_at >= coalesce(events_kept_from, '-infinity')
        and starts_at >= coalesce(${since?.toISOString() ?? null}::timestamptz, '-infinity')
        and starts_at < ${(await ctx.databaseClock()).toISOString()}::timestamptz + interval '1 hour'
      order by budget_id, starts_at`)
    const mismatches: CounterMismatch[] = []
    for (const period of periods) {
      const groups = await countDifferences(connection, period)
      if (groups > 0) mismatches.push({ budgetId: period.budgetId, start: period.start, groups })
    }
    return { periods: periods.length, mismatches }
  } finally {
    await connection.end()
  }
}

/** Which groups found a place of their own depends on who came first: where some did not, the total is compared. */
async function countDifferences(
  { orm }: OwnConnection,
  { id, budgetId, from, until }: CheckedPeriod,
): Promise<number> {
  const events = sql`(select *, 1 as sign from usage_events
    where occurred_at >= ${from}::timestamptz and occurred_at < ${until}::timestamptz)`
  const [row] = await orm.execute<{ groups: number }>(sql`
    with ${budgetSums(events, { id, budgetId })},
    counted as (select * from budget_counters where period_id = ${id}::bigint),
    crowded as (select exists (select from counted where group_key = ${OTHER_VALUE}) as is_crowded)
    select count(*)::int as groups from (
      select case when is_crowded then '' else group_key end as place, sum(cost) as cost, sum(requests) as requests,
        sum(unpriced) as unpriced
      from crowded, (
        select group_key, cost_pico_usd as cost, requests, unpriced from budget_sums
        union all select group_key, -cost_pico_usd, -requests, -unpriced from counted) as both_sides
      group by 1) as differences
    where (cost, requests, unpriced) is distinct from (0::numeric, 0::numeric, 0::numeric)`)
  return row!.groups
}
