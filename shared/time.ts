/** Rollups keep time in 15-minute steps of UTC, because every zone's offset is a multiple of 15 minutes. */
export const BUCKET_SECONDS = 900
export const DAY_SECONDS = 86_400

/** An instant as PostgreSQL keeps it: microseconds, UTC. */
export interface Instant {
  /** `2026-11-22T14:20:00.123456Z` */
  text: string
  epochMs: number
}

const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/**
 * Reads an RFC 3339 instant with `T`, seconds, and `Z` or an offset; finer fractions than microseconds are cut off.
 * Returns undefined for anything else: impossible dates, 24:00, second 60, words, numbers.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC_3339.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match
  if (Number(day) < 1 || Number(day) > daysOfMonth(Number(year), Number(month))) return undefined
  // Date.UTC takes the years 0 to 99 for 1900 to 1999, and the calendar repeats every 400 years.
  const dayStart = Date.UTC(Number(year) + 400, Number(month) - 1, Number(day)) - CALENDAR_CYCLE_MS
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  const epochMs = dayStart + (clock - offsetSeconds(zone)) * 1000
  const micros = fraction.length === 6 ? fraction : fraction.slice(0, 6).padEnd(6, '0')
  const seconds = zone === 'Z' ? text.slice(0, 19) : new Date(epochMs).toISOString().slice(0, 19)
  if (seconds.startsWith('+') || seconds.startsWith('-')) return undefined // an offset led out of four digits
  return { text: `${seconds}.${micros}Z`, epochMs: epochMs + Number(micros.slice(0, 3)) }
}

/** 400 years. */
const CALENDAR_CYCLE_MS = 146_097 * DAY_SECONDS * 1000

/** 0 for a month that does not exist. */
function daysOfMonth(year: number, month: number): number {
  if (month < 1 || month > 12) return 0
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function offsetSeconds(zone: string): number {
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(4, 6)) * 60)
}
