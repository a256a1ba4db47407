import { pastDays } from '#server/analytics/forecast.ts'
import { forecastMonth } from '#server/analytics/forecast-month.ts'
import type { SumsRow } from '#server/analytics/read-sums.ts'
import { addSums } from '#server/analytics/sums.ts'
import type { BudgetPeriod, PreviewedFiring } from '#shared/api/budgets.ts'
import { formatUsd } from '#shared/money.ts'
import { addDays, firstDayOfPeriod } from './period-of-day.ts'

interface Wanted {
  /** In pico-USD. */
  amount: bigint
  /** Percent of it. */
  threshold: number
  period: BudgetPeriod
  cycleDay: number | null
  /** The local day of `days[0]`. */
  start: string
  /** The first day that is asked about. */
  from: string
}

/** Whole days that a forecast looks back on. */
export const FORECAST_DAYS_BACK = 56

/**
 * On which days a budget would have told that it is on course for too much, looked at when each day is over: once in a
 * period. `days` are whole and without gaps, oldest first.
 */
export function findExpectedFirings(days: readonly SumsRow[][], wanted: Wanted): PreviewedFiring[] {
  const { amount, threshold, start, from } = wanted
  const limit = amount * BigInt(threshold)
  const told = new Set<string>()
  return days.flatMap((_, i): PreviewedFiring[] => {
    const day = addDays(start, i)
    if (day < from) return []
    const { periodDay, spent, expected } = expectAfter(days, i, wanted)
    if (expected === null || told.has(periodDay)) return []
    if (spent * 100n >= limit || expected * 100n < limit) return []
    told.add(periodDay)
    const [spentUsd, forecastUsd] = [formatUsd(spent), formatUsd(expected)]
    return [{ day, periodDay, group: null, threshold, spentUsd, forecastUsd }]
  })
}

/** What was expected of its period when the day `i` was over. */
function expectAfter(days: readonly SumsRow[][], i: number, { period, cycleDay, start }: Wanted) {
  const dayAt = (place: number) => addDays(start, place)
  const firstOf = (place: number) => firstDayOfPeriod(dayAt(place), period, cycleDay)
  const periodDay = firstOf(i)
  const inPeriod = days.slice(0, i + 1).filter((_, place) => dayAt(place) >= periodDay)
  const spent = addSums(inPeriod.flat()).costPicoUsd
  const oldest = Math.max(0, i + 1 - FORECAST_DAYS_BACK)
  const coming: { weekday: number; part: number }[] = []
  for (let next = i + 1; firstOf(next) === periodDay; next++)
    coming.push({ weekday: (next - oldest) % 7, part: 1 })
  const rest = coming.length === 0 ? null : forecastMonth(pastDays(days.slice(oldest, i + 1)), coming)
  return { periodDay, spent, expected: rest && spent + BigInt(Math.round(rest.rest.cost)) }
}
