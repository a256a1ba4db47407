import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { seriesOfBudgets } from '#server/rollups/budget-series.ts'
import type { Budget } from '#shared/api/budgets.ts'
import { matchedSql } from './has-matched.ts'

/** Sums of a period as Postgres adds them up; amounts in pico-USD. */
export interface CountedSums {
  costPicoUsd: string
  requests: number
  unpriced: number
}

export interface CountedGroup extends CountedSums {
  key: string
  name: string
}

export interface CountedPeriod extends CountedSums {
  start: string
  end: string
  isPartial: boolean
  /** Of the group that spent most. */
  mostPicoUsd: string
  groups: number
  groupsOver: number
}

type Settings = Omit<Budget, 'amountUsd' | 'current' | 'groups'>

export interface BudgetRow extends Settings, Record<string, unknown> {
  amountPicoUsd: string
  /** null while it is counted. */
  current: CountedPeriod | null
  top: CountedGroup[] | null
}

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)

/** Sums over the groups of the period `p` of the budget `b`. */
export const PERIOD_SUMS = sql`
  select ${instant('p.starts_at')} as start, ${instant('p.ends_at')} as end, p.is_partial as "isPartial",
    coalesce(sum(cost_pico_usd), 0)::text as "costPicoUsd", coalesce(sum(requests), 0)::float8 as requests,
    coalesce(sum(unpriced), 0)::float8 as unpriced, coalesce(max(cost_pico_usd), 0)::text as "mostPicoUsd",
    count(c.period_id)::int as groups,
    (count(*) filter (where cost_pico_usd >= b.amount_pico_usd))::int as "groupsOver"
  from budget_counters c where c.period_id = p.id`

/** The budgets `b` that a condition keeps, with what they count now; as many groups of each as asked for. */
export async function readBudgets(ctx: AppContext, where: SQL, groups: number): Promise<BudgetRow[]> {
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const rows = await ctx.db.execute<BudgetRow>(sql`
    select b.id::text, b.name, b.project_id::text as "projectId", projects.name as "projectName", b.scope,
      b.group_by as "groupBy", b.amount_pico_usd::text as "amountPicoUsd", b.period, b.cycle_day as "cycleDay",
      b.zone as "timeZone", to_json(b.thresholds) as thresholds, b.forecast_threshold as "forecastThreshold",
      to_json(b.channel_ids::text[]) as "channelIds", b.silence, b.owner, b.url,
      ${instant('b.paused_at')} as "pausedAt", b.created_by as "createdBy", ${instant('b.created_at')} as "createdAt",
      ${instant('b.updated_at')} as "updatedAt", ${HAS_MATCHED} as "hasMatched", row_to_json(sums) as current, top
    from budgets b left join projects on projects.id = b.project_id
      left join budget_periods p on b.laid_out_at is not null and p.budget_id = b.id
        and p.built_bucket is null and p.starts_at <= ${now} and p.ends_at > ${now}
      left join lateral (${PERIOD_SUMS}) as sums on p.id is not null
      left join lateral (${topGroups(groups)}) as groups on true
    where b.removed_at is null and projects.removed_at is null and ${where}
    order by lower(b.name), b.id`)
  return [...rows]
}

const topGroups = (most: number) => sql`
  select json_agg(json_build_object('key', group_key, 'name', coalesce(named.name, group_key),
      'costPicoUsd', cost_pico_usd::text, 'requests', requests, 'unpriced', unpriced)
    order by cost_pico_usd desc, group_key) as top
  from (
    select * from budget_counters where period_id = p.id and b.group_by is not null
    order by cost_pico_usd desc, group_key limit ${most}::int
  ) as c left join projects named on b.group_by = 'project' and named.id::text = group_key`

/** Until it is laid out, nobody has noted which series it counts. */
const HAS_MATCHED = matchedSql(sql`case when b.laid_out_at is null
  then exists (${seriesOfBudgets(sql.raw('(select b.*)'), sql.raw('series'))})
  else exists (select from budget_series where budget_id = b.id) end`)
