import { shareLeft } from './share-left.ts'

interface DayBounds {
  /** Seconds since 1970. */
  start: number
  end: number
  now: number
}

const HOUR = 3_600

/**
 * The full hours that are left of a day, and its end, each with the part of a usual day, 0 to 1, that is spent between
 * now and then: by the hours of the days before. Null where nobody knows when the money is spent.
 */
export function hoursAhead(
  days: readonly (readonly number[])[],
  { start, end, now }: DayBounds,
): { at: number; part: number }[] | null {
  const leftNow = shareLeft(days, (now - start) / HOUR)
  if (leftNow === null) return null
  const first = Math.floor((now - start) / HOUR) + 1
  const count = Math.max(0, Math.ceil((end - start) / HOUR) - first)
  const hours = Array.from({ length: count }, (_, i) => start + (first + i) * HOUR)
  const before = hours.map((at) => ({ at, part: leftNow - shareLeft(days, (at - start) / HOUR)! }))
  return [...before, { at: end, part: leftNow }]
}
