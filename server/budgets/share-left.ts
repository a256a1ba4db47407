import { median } from '#server/analytics/typical-days.ts'

/** With fewer days nobody knows when the money is spent. */
const FEWEST_DAYS = 7

/**
 * Which part of its cost a day usually has still before it, 0 to 1, so many hours after it began: the median of days,
 * each by the hour. Null below seven days that cost something.
 */
export function shareLeft(days: readonly (readonly number[])[], elapsedHours: number): number | null {
  const shares = days.flatMap((hours) => {
    const whole = hours.reduce((sum, cost) => sum + cost, 0)
    if (whole === 0) return []
    const left = hours.reduce((sum, cost, hour) => sum + cost * partAfter(hour, elapsedHours), 0)
    return [left / whole]
  })
  return shares.length < FEWEST_DAYS ? null : median(shares)
}

const partAfter = (hour: number, elapsedHours: number) => Math.min(1, Math.max(0, hour + 1 - elapsedHours))
