import type { AppContext } from '#server/context.ts'
import type { VisibleProjects } from '#server/db/visible-projects.ts'
import {
  type ExpectedCost,
  FORECAST_CONFIDENCE,
  type SpendForecast,
  type SpendForecastQuery,
} from '#shared/api/spend-forecast.ts'
import { formatUsd } from '#shared/money.ts'
import { filtersOf } from './filters.ts'
import { type ComingDay, type Estimate, forecastMonth } from './forecast-month.ts'
import { type MonthDays, readMonthDays } from './month-days.ts'
import { resolvePeriods } from './periods.ts'
import { readSums, type SumsRow } from './read-sums.ts'
import { rowsOfDays } from './rows-of-days.ts'
import { addSums, knownCost, toCoverage } from './sums.ts'
import type { SpentDay } from './typical-days.ts'

/** Whole days that a forecast looks back on: eight of each weekday, and more than a month. */
const DAYS_BACK = 56
const DAY_MS = 86_400_000

/**
 * What the current calendar month will have cost at its end, from the days of the last eight weeks.
 * @throws ClientError 400 for a zone that is not known, 422 where too many events would have to be read.
 */
export async function forecastSpend(
  ctx: AppContext,
  query: SpendForecastQuery,
  visible?: VisibleProjects,
): Promise<SpendForecast> {
  const month = await readMonthDays(ctx, query.timeZone)
  const range = `${dayBefore(month.today, DAYS_BACK)}..${month.today}` as SpendForecastRange
  const periods = await resolvePeriods(ctx, { ...query, range, compare: 'none', bucket: 'day' })
  const filters = filtersOf(query, visible)
  const { rows, readFrom } = await readSums(ctx, {
    periods,
    groupBy: 'project',
    filters,
    limit: 1,
    byBucket: true,
  })
  const days = rowsOfDays(rows, periods)
  const soFar = addSums(days.slice(-1 - month.todayAt).flat())
  const spent = knownCost(soFar)
  const past = pastDays(days.slice(0, -1))
  const coming = comingDays(month, ctx.clock(), days.length - 1)
  const forecast = spent === null ? null : forecastMonth(past, coming)
  const today = addSums(days.at(-1)!).costPicoUsd
  return {
    readFrom,
    timeZone: query.timeZone,
    month: { from: toInstant(month.bounds[0]!), to: toInstant(month.bounds.at(-1)!) },
    monthToDateUsd: spent === null ? null : formatUsd(spent),
    expected: forecast && toExpected(forecast.rest, spent!),
    reason: forecast ? null : spent === null ? 'no-known-cost' : 'too-little-data',
    confidence: FORECAST_CONFIDENCE,
    daysOfData: past.length,
    days: (forecast?.days ?? []).map((day, i) => ({
      start: toInstant(month.bounds[month.todayAt + i]!),
      end: toInstant(month.bounds[month.todayAt + i + 1]!),
      ...toExpected(day, i === 0 ? today : 0n),
    })),
    coverage: toCoverage(soFar),
  }
}

type SpendForecastRange = Parameters<typeof resolvePeriods>[1]['range']

const dayBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10)

const toInstant = (second: number) => new Date(second * 1000).toISOString()

/** From the first day with a request on; a day without any cost nothing, one without a known cost is left out. */
export function pastDays(days: readonly SumsRow[][]): SpentDay[] {
  const first = days.findIndex((rows) => rows.length > 0)
  if (first === -1) return []
  return days.flatMap((rows, at) => {
    const cost = knownCost(addSums(rows))
    return at < first || cost === null ? [] : [{ weekday: at % 7, cost: Number(cost) }]
  })
}

/** What is left of today, then the other days of the month; weekdays counted on from the past ones. */
export function comingDays(
  { bounds, todayAt }: Pick<MonthDays, 'bounds' | 'todayAt'>,
  now: Date,
  todayPlace: number,
): ComingDay[] {
  return bounds.slice(todayAt, -1).map((start, i) => {
    const end = bounds[todayAt + i + 1]!
    const left = (end - Math.max(start, now.getTime() / 1000)) / (end - start)
    return { weekday: (todayPlace + i) % 7, part: left }
  })
}

/** An estimate on top of what was spent already. */
function toExpected({ cost, low, high }: Estimate, spent: bigint): ExpectedCost {
  const [costUsd, lowUsd, highUsd] = [cost, low, high].map((value) =>
    formatUsd(spent + BigInt(Math.round(value))),
  ) as [string, string, string]
  return { costUsd, lowUsd, highUsd }
}
