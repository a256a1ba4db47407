import { shortDay, timeOfDay } from '../lib/dates.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MOST_TICKS = 5
/** A clock is set by less: this long after what was a midnight without it, it is the right day. */
const CLOCK_CHANGE_MS = 3 * HOUR_MS

export interface TimeBounds {
  start: string
  end: string
}

const isDay = ({ start, end }: TimeBounds) => Date.parse(end) - Date.parse(start) <= 26 * HOUR_MS

/** Every six hours of a day, else a few days, evenly apart. In milliseconds. */
export function burnTicks(bounds: TimeBounds): number[] {
  const start = Date.parse(bounds.start)
  const end = Date.parse(bounds.end)
  const unit = isDay(bounds) ? HOUR_MS : DAY_MS
  const units = Math.round((end - start) / unit)
  const step = isDay(bounds) ? 6 : Math.ceil(units / MOST_TICKS)
  return Array.from({ length: Math.ceil(units / step) }, (_, index) => start + index * step * unit)
}

/** `06:00` in a day, else `Nov 8`. */
export function burnTick(at: number, bounds: TimeBounds, timeZone: string): string {
  if (isDay(bounds)) return timeOfDay(new Date(at).toISOString(), timeZone)
  return shortDay(new Date(at + CLOCK_CHANGE_MS).toISOString(), timeZone)
}
