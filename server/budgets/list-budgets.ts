import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { isVisible, type VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { type Budget, type BudgetDetail, MOST_SHOWN_GROUPS } from '#shared/api/budgets.ts'
import { type CountedPeriod, PERIOD_SUMS, readBudgets } from './read-budgets.ts'
import { toBudget, toPeriodSpend } from './to-budget.ts'

/** Groups of a budget in a list. */
const FEW_GROUPS = 10
const MOST_PERIODS = 24

const isSeen = (visible: VisibleProjects) => isVisible(sql.raw('b.project_id'), visible)

/** The budgets of the projects that may be seen, by name; who sees every project sees the installation's too. */
export async function listBudgets(ctx: AppContext, visible?: VisibleProjects): Promise<Budget[]> {
  const now = await ctx.databaseClock()
  return (await readBudgets(ctx, isSeen(visible), FEW_GROUPS)).map((row) => toBudget(row, now))
}

/** One budget with its groups and periods. @throws ClientError 404, also for one that is not seen. */
export async function requireBudget(
  ctx: AppContext,
  id: string,
  visible?: VisibleProjects,
): Promise<BudgetDetail> {
  const where = sql`b.id = ${id}::int and ${isSeen(visible)}`
  const [row] = await readBudgets(ctx, where, MOST_SHOWN_GROUPS)
  if (!row) throw notFound('budget', id)
  const now = await ctx.databaseClock()
  const periods = await ctx.db.execute<CountedPeriod & Record<string, unknown>>(sql`
    select sums.* from budgets b join budget_periods p on p.budget_id = b.id
      cross join lateral (${PERIOD_SUMS}) as sums
    where b.id = ${id}::int and b.laid_out_at is not null and p.built_bucket is null
      and p.ends_at <= ${now.toISOString()}::timestamptz
    order by p.starts_at desc limit ${MOST_PERIODS}::int`)
  const amount = BigInt(row.amountPicoUsd)
  return {
    ...toBudget(row, now),
    periods: periods.map((period) => toPeriodSpend(period, amount, row.thresholds)),
  }
}
