import { sql } from 'drizzle-orm'
import { resolvePeriods } from '#server/analytics/periods.ts'
import { readSums } from '#server/analytics/read-sums.ts'
import { rowsOfDays } from '#server/analytics/rows-of-days.ts'
import { addSums } from '#server/analytics/sums.ts'
import type { AppContext } from '#server/context.ts'
import type { BudgetPreview, PreviewBudget } from '#shared/api/budgets.ts'
import { formatUsd, parseUsd } from '#shared/money.ts'
import { type BudgetBasis, checkBasis, checkMessages } from './check-budget.ts'
import { FORECAST_DAYS_BACK, findExpectedFirings } from './find-expected-firings.ts'
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
  const { timeZone, groupBy, period, cycleDay } = basis
  const { forecastThreshold = null } = wanted
  await checkMessages(ctx, { groupBy, forecastThreshold, channelIds: null })
  const to = await localDay(ctx, timeZone)
  const from = addDays(to, 1 - DAYS)
  // The first period is looked at whole, so that what it had spent before is known.
  const first = firstDayOfPeriod(from, period, cycleDay)
  // Of single days no forecast is looked at: hours are not read here.
  const expects = forecastThreshold !== null && period !== 'day'
  const start = expects ? addDays(first, -FORECAST_DAYS_BACK) : first
  const range = `${start}..${to}` as DayRange
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
      const day = addDays(start, at)
      const periodDay = firstDayOfPeriod(day, period, cycleDay)
      return { group: groupBy === null ? null : key, day, periodDay, spent: BigInt(costPicoUsd) }
    })
    .filter(({ day }) => day >= first)
  const { amountUsd, thresholds } = basis
  const amount = parseUsd(amountUsd)
  const crossed = findFirings(days, { amount, thresholds }).filter(({ day }) => day >= from)
  const wholeDays = expects ? rowsOfDays(rows, periods).slice(0, -1) : []
  const expected = findExpectedFirings(wholeDays, {
    amount,
    threshold: forecastThreshold ?? 0,
    period,
    cycleDay,
    start,
    from,
  })
  const firings = [...crossed, ...expected].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))
  const total = addSums(rows.filter(({ at }) => addDays(start, at) >= from))
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
