import { comingDays, pastDays } from '#server/analytics/forecast.ts'
import { forecastMonth } from '#server/analytics/forecast-month.ts'
import { resolvePeriods } from '#server/analytics/periods.ts'
import { readSums } from '#server/analytics/read-sums.ts'
import { rowsOfDays } from '#server/analytics/rows-of-days.ts'
import { addSums } from '#server/analytics/sums.ts'
import type { AppContext } from '#server/context.ts'
import type { CountedBudget } from '#shared/api/budgets.ts'
import { hoursAhead } from './hours-ahead.ts'
import { addDays } from './period-of-day.ts'
import { readDayHours } from './read-day-hours.ts'
import { scopeFilters } from './scope-filters.ts'

/** Local days of a period, both included. */
export interface PeriodDays {
  from: string
  to: string
}

/** What is expected to be spent up to an instant; amounts in pico-USD. */
export interface ExpectedSpend {
  /** Seconds since 1970. */
  at: number
  spent: bigint
  low: bigint
  high: bigint
}

export interface DailySpend {
  /** Spent in the period up to the end of each of its days, the last one up to now. */
  soFar: { at: number; spent: bigint }[]
  /** From now on to the end of the period, by the day, in a day by the hour; null below seven days of data. */
  expected: ExpectedSpend[] | null
}

/** As for the forecast of a month. */
const DAYS_BACK = 56

/**
 * How the spend of the current period has grown, day by day, and how it is expected to go on, by the days of the last
 * eight weeks; within a day by the hours of those before it. @throws ClientError 422 where too many events would have to be read.
 */
export async function forecastPeriod(
  ctx: AppContext,
  budget: Pick<CountedBudget, 'projectId' | 'scope' | 'groupBy' | 'period' | 'timeZone'>,
  group: string | null,
  days: PeriodDays,
  now: Date,
): Promise<DailySpend> {
  const today = now.getTime() / 1000
  const first = addDays(days.from, -DAYS_BACK)
  const periods = await resolvePeriods(ctx, {
    range: `${first}..${days.to}` as Range,
    timeZone: budget.timeZone!,
    compare: 'none',
    bucket: 'day',
  })
  const filters = scopeFilters(budget, group)
  const { rows } = await readSums(ctx, { periods, groupBy: 'project', filters, limit: 1, byBucket: true })
  const { starts, end } = periods.current
  const bounds = [...starts, end]
  const todayAt = starts.findLastIndex((start) => start <= today)
  const byDay = rowsOfDays(rows, periods)
  let spent = 0n
  const soFar = bounds.slice(DAYS_BACK, todayAt + 1).map((_, i) => {
    spent += addSums(byDay[DAYS_BACK + i]!).costPicoUsd
    return { at: Math.min(bounds[DAYS_BACK + i + 1]!, today), spent }
  })
  const past = pastDays(byDay.slice(0, todayAt))
  const coming = comingDays({ bounds, todayAt }, now, todayAt)
  const ends = bounds.slice(todayAt + 1)
  const byDays = ends.map((at, i) => ({ at, coming: coming.slice(0, i + 1) }))
  const day = { start: bounds[todayAt]!, end: ends[0]!, now: today }
  const hours = budget.period === 'day' ? hoursAhead(await readDayHours(ctx, budget, group, days), day) : null
  const byHours = hours?.map(({ at, part }) => ({ at, coming: [{ ...coming[0]!, part }] }))
  const expected = (byHours ?? byDays).map(({ at, coming }) => {
    const rest = forecastMonth(past, coming)?.rest
    const plus = (value: number) => spent + BigInt(Math.round(value))
    return rest && { at, spent: plus(rest.cost), low: plus(rest.low), high: plus(rest.high) }
  })
  const isKnown = expected.every((each) => each !== undefined)
  return { soFar, expected: isKnown ? (expected as ExpectedSpend[]) : null }
}

type Range = Parameters<typeof resolvePeriods>[1]['range']
