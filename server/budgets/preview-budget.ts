import { sql } from 'drizzle-orm'
import { resolvePeriods } from '#server/analytics/periods.ts'
import { readSums } from '#server/analytics/read-sums.ts'
import { addSums } from '#server/analytics/sums.ts'
import type { AppContext } from '#server/context.ts'
import type { BudgetPreview, PreviewBudget } from '#shared/api/budgets.ts'
import { formatUsd, parseUsd } from '#shared/money.ts'
import { type BudgetBasis, checkBasis } from './check-budget.ts'
import { findFirings } from './find-firings.ts'
import { hasMatched } from './has-matched.ts'
import { addDays, firstDayOfPeriod } from './period-of-day.ts'
import { scopeFilters } from './scope-filters.ts'

const DAYS = 90
/** The groups that spent most; a preview of more says nothing more. */
const MOST_GROUPS = 200
const MOST_FIRINGS = 100

/**
 * What a budget would have done in the last 90 days: on which days it would have told of what.
 * @throws ClientError 422 where too many events would have to be read, else as for creating one.
 */
export async function previewBudget(ctx: AppContext, wanted: PreviewBudget): Promise<BudgetPreview> {
  const basis = await checkBasis(ctx, wanted)
  const { timeZone, groupBy } = basis
  const to = await localDay(ctx, timeZone)
  const from = addDays(to, 1 - DAYS)
  // The first period is looked at whole, so that what it had spent before is known.
  const first = firstDayOfPeriod(from, basis.period, basis.cycleDay)
  const range = `${first}..${to}` as DayRange
  const periods = await resolvePeriods(ctx, { range, timeZone, compare: 'none', bucket: 'day' })
  const { rows } = await readSums(ctx, {
    periods,
    groupBy: groupBy ?? 'project',
    filters: scopeFilters(basis),
    limit: MOST_GROUPS,
    byBucket: true,
  })
  const days = rows
    .filter(({ key }) => groupBy === null || key !== null)
    .toSorted((a, b) => a.at - b.at)
    .map(({ key, at, costPicoUsd }) => {
      const day = addDays(first, at)
      const periodDay = firstDayOfPeriod(day, basis.period, basis.cycleDay)
      return { group: groupBy === null ? null : key, day, periodDay, spent: BigInt(costPicoUsd) }
    })
  const { amountUsd, thresholds } = basis
  const firings = findFirings(days, { amount: parseUsd(amountUsd), thresholds }).filter(
    ({ day }) => day >= from,
  )
  const total = addSums(rows.filter(({ at }) => addDays(first, at) >= from))
  return {
    from,
    to,
    timeZone,
    hasMatched: await hasMatched(ctx, basis),
    fired: firings.length,
    firings: firings.reverse().slice(0, MOST_FIRINGS),
    spentUsd: formatUsd(total.costPicoUsd),
    requests: total.requests,
    unpricedEvents: total.unpriced + total.invalid + total.partial,
  }
}

type DayRange = Parameters<typeof resolvePeriods>[1]['range']

async function localDay(ctx: AppContext, timeZone: BudgetBasis['timeZone']): Promise<string> {
  const now = sql`${ctx.clock().toISOString()}::timestamptz`
  const [row] = await ctx.db.execute<{ day: string }>(
    sql`select to_char(${now} at time zone ${timeZone!}, 'YYYY-MM-DD') as day`,
  )
  return row!.day
}
