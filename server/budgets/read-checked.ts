import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { AlertState } from '#shared/api/alerts.ts'
import type { BudgetScope } from '#shared/api/budgets.ts'
import { parseUsd } from '#shared/money.ts'
import type { CheckedPeriod, GroupSpend } from './evaluate-budget.ts'

/** A budget in a period in which something may have to be decided. */
export interface CheckedRow {
  budget: CheckedBudget
  period: CheckedPeriod
}

export interface CheckedBudget {
  id: string
  name: string
  project: { id: string; name: string } | null
  scope: BudgetScope
  timeZone: string
  owner: string | null
  url: string | null
  channelIds: string[] | null
  /** End of the silence that it is in. */
  heldUntil: Date | null
}

interface Row extends Record<string, unknown> {
  budget: Omit<CheckedBudget, 'heldUntil'> & { heldUntil: number | null }
  amount: string
  thresholds: number[]
  arming: number
  armedAt: number
  start: number
  end: number
  groups: (Omit<GroupSpend, 'spent'> & { spent: string })[] | null
  alerts: AlertRow[] | null
}

interface AlertRow {
  id: string
  group: string | null
  threshold: number
  arming: number
  state: AlertState
  spentUsd: string
  start: number
  end: number
}

export const milliseconds = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)

/** The last two periods of a budget that have begun. */
const latest = (now: SQL) => sql`
  select * from budget_periods where budget_id = b.id and starts_at <= ${now} order by starts_at desc limit 2`
const some = (ids: readonly number[], now: SQL) => sql`
  select * from budget_periods
  where budget_id = b.id and id = any(${`{${ids.join(',')}}`}::bigint[]) and starts_at <= ${now}`

/** When the silence that a budget is in is over; null outside of one. Its times are local. */
export const heldUntil = (now: SQL) => sql`(
  select (date_trunc('day', local) + until + case when local::time >= until then interval '1 day' else '0' end)
    at time zone b.zone
  from (select ${now} at time zone b.zone as local, (b.silence ->> 'from')::time as start,
    (b.silence ->> 'until')::time as until) as s
  where case when start <= until then local::time >= start and local::time < until
    else local::time >= start or local::time < until end)`

/**
 * What the decision needs, as one moment saw it: groups that have crossed the lowest threshold, and alerts of the same
 * time. Budgets that are paused or not counted yet are left out.
 */
export async function readChecked(
  ctx: AppContext,
  periods: readonly number[] | 'latest',
  at: Date,
): Promise<CheckedRow[]> {
  const now = sql`${at.toISOString()}::timestamptz`
  const rows = await ctx.db.execute<Row>(sql`
    select json_build_object('id', b.id::text, 'name', b.name, 'scope', b.scope, 'timeZone', b.zone,
        'owner', b.owner, 'url', b.url, 'channelIds', b.channel_ids::text[],
        'project', case when b.project_id is not null then json_build_object('id', b.project_id::text, 'name', j.name) end,
        'heldUntil', (extract(epoch from ${heldUntil(now)}) * 1000)::float8) as budget,
      b.amount_pico_usd::text as amount, to_json(b.thresholds) as thresholds, b.arming,
      ${milliseconds('b.armed_at')} as "armedAt", ${milliseconds('p.starts_at')} as start,
      ${milliseconds('p.ends_at')} as end, groups, alerts
    from budgets b left join projects j on j.id = b.project_id
      cross join lateral (${periods === 'latest' ? latest(now) : some(periods, now)}) as p
      cross join lateral (
        select json_agg(json_build_object('group', case when b.group_by is not null then group_key end,
          'name', case when b.group_by = 'project' then (select name from projects g where g.id::text = group_key) end,
          'spent', cost_pico_usd::text, 'requests', requests, 'unpriced', unpriced,
          'updatedAt', ${milliseconds('updated_at')})) as groups
        from budget_counters where period_id = p.id and (cost_pico_usd * 100 >= b.amount_pico_usd * b.thresholds[1]
          or group_key in (select coalesce(group_key, '') from alerts where ${ofPeriod}))) as g
      cross join lateral (
        select json_agg(json_build_object('id', id::text, 'group', group_key, 'threshold', threshold, 'arming', arming,
          'state', state, 'spentUsd', facts ->> 'spentUsd', 'start', ${milliseconds('period_start')},
          'end', ${milliseconds('period_end')})) as alerts
        from alerts where ${ofPeriod}) as a
    where b.removed_at is null and b.paused_at is null and b.laid_out_at is not null and j.removed_at is null
      and p.built_bucket is null and (groups is not null or alerts is not null)`)
  return rows.map(toCheckedRow)
}

const ofPeriod = sql.raw(
  `kind = 'budget' and budget_id = b.id and period_start < p.ends_at and period_end > p.starts_at`,
)

function toCheckedRow({ budget, amount, groups, alerts, ...period }: Row): CheckedRow {
  return {
    budget: { ...budget, heldUntil: budget.heldUntil === null ? null : new Date(budget.heldUntil) },
    period: {
      ...period,
      amount: BigInt(amount),
      groups: (groups ?? []).map((group) => ({ ...group, spent: BigInt(group.spent) })),
      alerts: (alerts ?? []).map(({ spentUsd, ...alert }) => ({ ...alert, spent: parseUsd(spentUsd) })),
    },
  }
}
