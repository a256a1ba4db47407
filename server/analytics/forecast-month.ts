import { LEVEL_DAYS, MEDIAN_VARIANCE, type SpentDay, typicalDays } from './typical-days.ts'

/** A day of which a part (0 to 1) is still to come. */
export interface ComingDay {
  weekday: number
  part: number
}

export interface Estimate {
  cost: number
  low: number
  high: number
}

interface MonthForecast {
  /** All coming days together. */
  rest: Estimate
  days: Estimate[]
}

/** Below this there is no forecast: a weekday would not have been seen once. */
const FEWEST_DAYS = 7
/** How many standard deviations to both sides hold 80 % of a normal distribution. */
const Z = 1.2816

/**
 * What the coming days will cost, by the days before them, oldest first: each weekday by itself, at the level of the
 * last two weeks. Medians throughout, so that one day out of line moves nothing. Null below seven days.
 */
export function forecastMonth(past: readonly SpentDay[], coming: readonly ComingDay[]): MonthForecast | null {
  if (past.length < FEWEST_DAYS) return null
  const { typical, weight, spread, drift } = typicalDays(past)
  const costs = coming.map(({ weekday, part }) => part * typical[weekday]!)
  // Days of one weekday share the error of its median; all of them share that of the level.
  const byWeekday = new Map<number, number>()
  let variance = 0
  coming.forEach(({ weekday }, i) => {
    variance += (spread * costs[i]!) ** 2
    byWeekday.set(weekday, (byWeekday.get(weekday) ?? 0) + costs[i]!)
  })
  for (const [weekday, cost] of byWeekday)
    variance += (MEDIAN_VARIANCE * (spread * cost) ** 2) / Math.max(1, weight[weekday]!)
  const sum = costs.reduce((total, cost) => total + cost, 0)
  const levelVariance = levelError(spread, drift, coming.length)
  variance += levelVariance * sum ** 2
  return {
    rest: around(sum, Math.sqrt(variance)),
    days: costs.map((cost) => around(cost, cost * Math.sqrt(spread ** 2 + levelVariance))),
  }
}

/** The level is known from its days, is a week old, and goes on drifting: half of the days to come on average. */
const levelError = (spread: number, drift: number, days: number) =>
  (MEDIAN_VARIANCE * spread ** 2) / LEVEL_DAYS + drift ** 2 * (1 + days / 14)

/** Nobody is paid for a call: a cost is never below 0. */
const around = (cost: number, deviation: number): Estimate => ({
  cost,
  low: Math.max(0, cost - Z * deviation),
  high: cost + Z * deviation,
})
