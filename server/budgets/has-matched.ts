import { type SQL, sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { seriesOfBudgets } from '#server/rollups/budget-series.ts'
import type { CountedBudget } from '#shared/api/budgets.ts'

/**
 * Whether events of the scope of the budget `b` have ever come. A series is there once an event of it has come; users
 * are no label of a series, but have days.
 */
export const matchedSql = (series: SQL) => sql`(
  ${series} and (b.scope -> 'user' is null or exists (
    select from user_day_rollups u where b.scope -> 'user' ? u.user_id
      and (b.project_id is null or u.project_id = b.project_id))))`

/** The same for what is no budget yet. */
export async function hasMatched(
  ctx: AppContext,
  { projectId, scope }: Pick<CountedBudget, 'projectId' | 'scope'>,
): Promise<boolean> {
  const series = sql`exists (${seriesOfBudgets(sql.raw('(select b.*)'), sql.raw('series'))})`
  const [row] = await ctx.db.execute<{ matched: boolean }>(sql`
    select ${matchedSql(series)} as matched
    from (select 0 as id, ${projectId ?? null}::int as project_id, ${JSON.stringify(scope)}::text::jsonb as scope,
      null::text as group_by) as b`)
  return row!.matched
}
