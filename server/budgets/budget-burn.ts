import { sql } from 'drizzle-orm'
import { resolvePeriods } from '#server/analytics/periods.ts'
import { readSums } from '#server/analytics/read-sums.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import type { BudgetBurn, BudgetDetail } from '#shared/api/budgets.ts'
import { formatUsd } from '#shared/money.ts'
import { type DailySpend, forecastPeriod, type PeriodDays } from './forecast-period.ts'
import { requireBudget } from './list-budgets.ts'
import { scopeFilters } from './scope-filters.ts'

interface BurnedPeriod extends PeriodDays, Record<string, unknown> {
  start: string
  end: string
}

/**
 * How the spend of a period has grown: by the hour in a day, else by the day; and how it is expected to go on.
 * @throws ClientError 404 for a budget or period that is not there, 422 where too many events would have to be read.
 */
export async function budgetBurn(
  ctx: AppContext,
  id: string,
  { period, group }: { period?: string; group?: string },
  visible?: VisibleProjects,
): Promise<BudgetBurn> {
  const budget = await requireBudget(ctx, id, visible)
  const now = await ctx.databaseClock()
  const found = await findPeriod(ctx, id, budget.timeZone, period, now)
  const shown = budget.groupBy === null ? null : (group ?? budget.groups[0]?.key ?? '')
  const daily = await forecastPeriod(ctx, budget, shown, found, now)
  const points = budget.period === 'day' ? await byHour(ctx, budget, shown, found, now) : daily.soFar
  const isOver = Date.parse(found.end) <= now.getTime()
  return {
    start: found.start,
    end: found.end,
    group: shown,
    amountUsd: budget.amountUsd,
    points: points.map(({ at, spent }) => ({ at: instant(at), spentUsd: formatUsd(spent) })),
    forecast: isOver ? null : (daily.expected?.map(toPoint) ?? null),
  }
}

const instant = (second: number) => new Date(second * 1000).toISOString()

const toPoint = ({ at, spent, low, high }: NonNullable<DailySpend['expected']>[number]) => ({
  at: instant(at),
  spentUsd: formatUsd(spent),
  lowUsd: formatUsd(low),
  highUsd: formatUsd(high),
})

/** The period that begins at an instant, else the current one, with the local days that it holds. */
async function findPeriod(
  ctx: AppContext,
  id: string,
  zone: string,
  start: string | undefined,
  now: Date,
): Promise<BurnedPeriod> {
  const at = sql`${now.toISOString()}::timestamptz`
  const text = (column: string) =>
    sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)
  const [row] = await ctx.db.execute<BurnedPeriod>(sql`
    select ${text('starts_at')} as start, ${text('ends_at')} as end,
      to_char(starts_at at time zone ${zone}, 'YYYY-MM-DD') as from,
      to_char((ends_at at time zone ${zone})::date - 1, 'YYYY-MM-DD') as to
    from budget_periods where budget_id = ${id}::int and starts_at <= ${at}
      and ${start === undefined ? sql`ends_at > ${at}` : sql`starts_at = ${start}::timestamptz`}`)
  if (!row) throw notFound('period of this budget', start ?? 'now')
  return row
}

async function byHour(
  ctx: AppContext,
  budget: BudgetDetail,
  group: string | null,
  { from, to }: PeriodDays,
  now: Date,
): Promise<DailySpend['soFar']> {
  const range = `${from}..${to}` as Parameters<typeof resolvePeriods>[1]['range']
  const { timeZone } = budget
  const periods = await resolvePeriods(ctx, { range, timeZone, compare: 'none', bucket: 'hour' })
  const filters = scopeFilters(budget, group)
  const { rows } = await readSums(ctx, { periods, groupBy: 'project', filters, limit: 1, byBucket: true })
  const { starts, end } = periods.current
  const seconds = now.getTime() / 1000
  let spent = 0n
  return starts
    .filter((start) => start <= seconds)
    .map((_, i) => {
      for (const row of rows) if (row.at === i) spent += BigInt(row.costPicoUsd)
      return { at: Math.min(starts[i + 1] ?? end, seconds), spent }
    })
}
