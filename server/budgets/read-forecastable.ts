import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import type { BudgetPeriod } from '#shared/api/budgets.ts'
import type { ForecastAlert, ForecastPeriod } from './evaluate-forecast.ts'
import type { PeriodDays } from './forecast-period.ts'
import { type CheckedBudget, heldUntil, milliseconds } from './read-checked.ts'

/** A budget with a current period that a forecast may be made of, or that an alert on one is open of. */
export interface ForecastableRow {
  budget: CheckedBudget & { projectId: string | null; period: BudgetPeriod }
  days: PeriodDays
  periodId: number
  period: ForecastPeriod
  requests: number
  unpriced: number
}

interface Row extends Omit<ForecastableRow, 'budget' | 'period'>, Record<string, unknown> {
  budget: Omit<ForecastableRow['budget'], 'heldUntil'> & { heldUntil: number | null }
  period: Omit<ForecastPeriod, 'amount' | 'spent' | 'alerts'> & { amount: string; spent: string }
  alerts: ForecastAlert[] | null
}

const localDay = (at: string, zone = 'b.zone') => sql.raw(`to_char(${at} at time zone ${zone}, 'YYYY-MM-DD')`)

/** Budgets with an alert on their forecast, in whose current period something is spent; paused ones are left out. */
export async function readForecastable(ctx: AppContext, at: Date): Promise<ForecastableRow[]> {
  const now: SQL = sql`${at.toISOString()}::timestamptz`
  const rows = await ctx.db.execute<Row>(sql`
    select json_build_object('id', b.id::text, 'name', b.name, 'scope', b.scope, 'timeZone', b.zone,
        'projectId', b.project_id::text, 'period', b.period, 'owner', b.owner, 'url', b.url,
        'channelIds', b.channel_ids::text[],
        'project', case when b.project_id is not null then json_build_object('id', b.project_id::text, 'name', j.name) end,
        'heldUntil', (extract(epoch from ${heldUntil(now)}) * 1000)::float8) as budget,
      json_build_object('from', ${localDay('p.starts_at')},
        'to', to_char((p.ends_at at time zone b.zone)::date - 1, 'YYYY-MM-DD')) as days, p.id::float8 as "periodId",
      json_build_object('amount', b.amount_pico_usd::text, 'arming', b.arming,
        'threshold', case when b.group_by is null then b.forecast_threshold end,
        'start', ${milliseconds('p.starts_at')}, 'end', ${milliseconds('p.ends_at')},
        'spent', coalesce(c.cost_pico_usd, 0)::text) as period,
      coalesce(c.requests, 0)::float8 as requests, coalesce(c.unpriced, 0)::float8 as unpriced, alerts
    from budgets b left join projects j on j.id = b.project_id
      join budget_periods p on p.budget_id = b.id and p.starts_at <= ${now} and p.ends_at > ${now}
      left join budget_counters c on c.period_id = p.id and c.group_key = ''
      cross join lateral (
        select json_agg(json_build_object('id', id::text, 'threshold', threshold, 'arming', arming, 'state', state,
          'start', ${milliseconds('period_start')}, 'end', ${milliseconds('period_end')})) as alerts
        from alerts where kind = 'forecast' and budget_id = b.id
          and (period_end > p.starts_at or state in ('firing', 'acknowledged'))) as a
    where b.removed_at is null and b.paused_at is null and b.laid_out_at is not null and j.removed_at is null
      and p.built_bucket is null
      and ((b.forecast_threshold is not null and b.group_by is null and c.cost_pico_usd > 0) or alerts is not null)
    order by b.id`)
  return rows.map(({ budget, period, alerts, ...row }) => ({
    ...row,
    budget: { ...budget, heldUntil: budget.heldUntil === null ? null : new Date(budget.heldUntil) },
    period: {
      ...period,
      amount: BigInt(period.amount),
      spent: BigInt(period.spent),
      alerts: alerts ?? [],
    },
  }))
}
