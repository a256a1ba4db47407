import type { AlertState } from '#shared/api/alerts.ts'
import { type ClosedAlert, isSamePeriod } from './evaluate-budget.ts'

/** The current period of a budget, as one statement saw it. Amounts are in pico-USD, instants in epoch milliseconds. */
export interface ForecastPeriod {
  amount: bigint
  /** Percent of the amount that may be expected; null: nobody wants to know. */
  threshold: number | null
  arming: number
  start: number
  end: number
  spent: bigint
  /** What a forecast has told, in this period or still open. */
  alerts: readonly ForecastAlert[]
}

export interface ForecastAlert {
  id: string
  threshold: number
  arming: number
  state: AlertState
  start: number
  end: number
}

export interface ForecastDecision {
  raises: boolean
  closed: ClosedAlert[]
}

const DAY_MS = 86_400_000

/** Whether a forecast may say something: not before a quarter of the period or a day, nor of what is spent already. */
export function wantsForecast(period: ForecastPeriod, now: number): boolean {
  const { start, end, threshold } = period
  const isEarly = now - start < Math.min((end - start) / 4, DAY_MS)
  return threshold !== null && now < end && !isEarly && !isSpent(period)
}

/**
 * What a forecast asks for: told once in a period and arming, whatever comes after. It is over when a tenth less is
 * expected, so that it does not go back and forth.
 * @param expected at the end of the period; null when it is not known
 */
export function evaluateForecast(
  period: ForecastPeriod,
  expected: bigint | null,
  now: number,
): ForecastDecision {
  const limit = limitOf(period)
  const isTold = period.alerts.some((alert) => alert.arming === period.arming && isSamePeriod(alert, period))
  const reaches = limit !== null && expected !== null && expected * 100n >= limit
  return {
    raises: reaches && !isTold && wantsForecast(period, now),
    closed: period.alerts.flatMap((alert) => close(period, alert, expected)),
  }
}

/** In hundredths of pico-USD, so that it is exact. */
const limitOf = ({ amount, threshold }: ForecastPeriod) =>
  threshold === null ? null : amount * BigInt(threshold)

function isSpent(period: ForecastPeriod): boolean {
  const limit = limitOf(period)
  return limit !== null && period.spent * 100n >= limit
}

/** What came as expected ends without a word: the thresholds speak of it. */
function close(period: ForecastPeriod, alert: ForecastAlert, expected: bigint | null): ClosedAlert[] {
  const { id, state, arming, threshold } = alert
  const { spent } = period
  if (state !== 'firing' && state !== 'acknowledged') return []
  if (arming < period.arming || threshold !== period.threshold)
    return [{ id, state: 'superseded', tells: false, spent }]
  if (!isSamePeriod(alert, period) || isSpent(period)) return [{ id, state: 'resolved', tells: false, spent }]
  const isOver = expected !== null && expected * 1_000n < limitOf(period)! * 9n
  return isOver ? [{ id, state: 'resolved', tells: true, spent }] : []
}
