import { sql } from 'drizzle-orm'
import type { AppContext } from '#server/context.ts'
import { ClientError } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import { type BudgetDetail, type CreateBudget, MOST_BUDGETS } from '#shared/api/budgets.ts'
import { BUDGET_FACTS, toColumns } from './budget-columns.ts'
import { checkBasis, checkMessages } from './check-budget.ts'
import { countSoon } from './count-soon.ts'
import { requireBudget } from './list-budgets.ts'

/**
 * Makes a budget; what was spent already in this period counts.
 * @throws ClientError 400 for an unknown zone, 404 for a project, 409 above 1,000, 422 for what does not go together.
 */
export async function createBudget(
  ctx: AppContext,
  wanted: CreateBudget,
  actor: string,
): Promise<BudgetDetail> {
  const { timeZone } = await checkBasis(ctx, wanted)
  await checkMessages(ctx, wanted)
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const columns = [
    ...toColumns({ ...wanted, timeZone }),
    ...['armed_at', 'created_at', 'updated_at'].map((name) => ({ name: sql.raw(name), value: now })),
    { name: sql.raw('created_by'), value: sql`${actor}` },
  ]
  const [names, values] = [columns.map(({ name }) => name), columns.map(({ value }) => value)]
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    with made as (
      insert into budgets (${sql.join(names, sql`, `)}) select ${sql.join(values, sql`, `)}
      where (select count(*) from budgets where removed_at is null) < ${MOST_BUDGETS}::int
      returning *
    ), ${auditOf('made', actor, 'budget.create', BUDGET_FACTS)}
    select id::text from made`)
  if (!row)
    throw new ClientError(409, 'too_many_budgets', `There are ${MOST_BUDGETS} budgets already. Remove one.`)
  await countSoon(ctx)
  return requireBudget(ctx, row.id)
}
