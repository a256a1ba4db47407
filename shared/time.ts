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
  const dayStart = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  // A day that the month does not have would roll over into the next one.
  if (new Date(dayStart).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return undefined
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  const seconds = dayStart / 1000 + clock - offsetSeconds(zone)
  const micros = fraction.slice(0, 6).padEnd(6, '0')
  const date = new Date(seconds * 1000)
  if (date.getUTCFullYear() < 0 || date.getUTCFullYear() > 9999) return undefined
  return {
    text: `${date.toISOString().slice(0, 19)}.${micros}Z`,
    epochMs: seconds * 1000 + Number(micros.slice(0, 3)),
  }
}

function offsetSeconds(zone: string): number {
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(4, 6)) * 60)
}
