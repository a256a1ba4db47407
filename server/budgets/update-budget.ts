import { sql } from 'drizzle-orm'
import { newlyNamed } from '#server/channels/require-channels.ts'
import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import { notFound } from '#server/errors.ts'
import { auditOf } from '#server/people/audit.ts'
import type { BudgetDetail, UpdateBudget } from '#shared/api/budgets.ts'
import { formatUsd, parseUsd } from '#shared/money.ts'
import { BUDGET_FACTS, toColumns } from './budget-columns.ts'
import { checkBasis, checkMessages } from './check-budget.ts'
import { countSoon } from './count-soon.ts'
import { requireBudget } from './list-budgets.ts'

/** What decides which events count. Another zone leaves the thresholds as they are: what was told is told. */
const ARMS = ['projectId', 'scope', 'groupBy', 'period', 'cycleDay'] as const
const BASIS = [...ARMS, 'timeZone'] as const

/**
 * Changes a budget; what is left out stays. What counts other events is counted anew from them. Another amount, or
 * another basis, arms the thresholds again.
 * @throws ClientError 404 for a budget that is not seen, else as for creating one.
 */
export async function updateBudget(
  ctx: AppContext,
  id: string,
  { paused, rearm, ...wanted }: UpdateBudget,
  actor: string,
  visible?: VisibleProjects,
): Promise<BudgetDetail> {
  const before = await requireBudget(ctx, id, visible)
  const change = { ...(wanted.period && wanted.period !== 'cycle' && { cycleDay: null }), ...wanted }
  if (change.amountUsd) change.amountUsd = formatUsd(parseUsd(change.amountUsd))
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const { id: _, ...settings } = before
  const merged = { ...settings, ...given }
  const differs = (field: keyof typeof change) =>
    change[field] !== undefined && canonical(before[field]) !== canonical(change[field])
  // What stays was right once: a tag that was retired since is no reason to refuse a pause.
  if (BASIS.some(differs)) await checkBasis(ctx, merged)
  await checkMessages(ctx, { ...merged, channelIds: newlyNamed(change.channelIds, before.channelIds) })
  const now = sql`${(await ctx.databaseClock()).toISOString()}::timestamptz`
  const isArmed = rearm || differs('amountUsd') || ARMS.some(differs)
  const sets = [
    ...toColumns(change).map(({ name, value }) => sql`${name} = ${value}`),
    ...(BASIS.some(differs) ? [sql`laid_out_at = null`] : []),
    ...(isArmed ? [sql`arming = b.arming + 1, armed_at = ${now}`] : []),
    ...(paused === undefined
      ? []
      : [sql`paused_at = ${paused ? sql`coalesce(b.paused_at, ${now})` : sql`null`}`]),
    sql`updated_at = ${now}`,
  ]
  const [row] = await ctx.db.execute<{ touched: number[] | null }>(sql`
    with old as (select id, ${BUDGET_FACTS} as facts from budgets where id = ${id}::int and removed_at is null for update),
    changed as (
      update budgets b set ${sql.join(sets, sql`, `)} from old where b.id = old.id returning b.*, facts
    ), ${auditOf('changed', actor, 'budget.update', sql`jsonb_build_object('before', facts, 'after', ${BUDGET_FACTS})`)}
    select (select json_agg(p.id) from budget_periods p
      where p.budget_id = changed.id and starts_at <= ${now} and ends_at > ${now}) as touched from changed`)
  if (!row) throw notFound('budget', id)
  ctx.touched.add(row.touched ?? [])
  await countSoon(ctx)
  return requireBudget(ctx, id, visible)
}

/** The same for the same labels and values in whatever order: forms send a scope back as they please. */
const canonical = (value: unknown) =>
  JSON.stringify(value, (_, part) => {
    if (Array.isArray(part)) return part.toSorted()
    return part !== null && typeof part === 'object' ? Object.entries(part).sort() : part
  })
