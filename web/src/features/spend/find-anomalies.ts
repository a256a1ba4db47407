import type { SpendOverTime, SpendPoint } from '#shared/api/spend.ts'

export interface Anomaly {
  /** Start of the day. */
  start: string
  /** What it cost, and what its weekday costs usually; in USD, for display. */
  usd: number
  usualUsd: number
}

const WEEK = 7
/** Other days of the same weekday that are needed to know what is usual. */
const LEAST_KNOWN = 4
/** Above the median by at least this part of it, and by so many typical deviations. */
const LEAST_EXCESS = 0.5
const LEAST_DEVIATIONS = 5
/** Makes the median deviation of a normal distribution its standard deviation. */
const TO_SIGMA = 1.4826
/** What happens more often is a habit. */
const MOST_SHARE = 0.1

/**
 * Days that cost far more than other days of the same weekday, of this period and the one before, which is aligned by
 * weekday. Says nothing where too few days are known, and nothing when there are many of them.
 */
export function findAnomalies({ bucket, buckets, total, previous }: SpendOverTime): Anomaly[] {
  if (bucket !== 'day') return []
  const known = (point: SpendPoint | undefined) => (point?.costUsd == null ? [] : [Number(point.costUsd)])
  const found = buckets.flatMap(({ start, partial }, day): Anomaly[] => {
    const [usd] = known(total[day])
    if (partial || usd === undefined) return []
    const others = buckets.flatMap((other, at) => {
      if (at % WEEK !== day % WEEK) return []
      return [...(at === day || other.partial ? [] : known(total[at])), ...known(previous?.[at])]
    })
    if (others.length < LEAST_KNOWN) return []
    const usualUsd = median(others)
    const deviation = TO_SIGMA * median(others.map((other) => Math.abs(other - usualUsd)))
    const excess = usd - usualUsd
    return excess > Math.max(LEAST_EXCESS * usualUsd, LEAST_DEVIATIONS * deviation)
      ? [{ start, usd, usualUsd }]
      : []
  })
  return found.length <= MOST_SHARE * buckets.length ? found : []
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
