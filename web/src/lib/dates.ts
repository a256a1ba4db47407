import { dateFormatter } from './formatters.ts'

/** Calendar days are `YYYY-MM-DD`; instants are RFC 3339 UTC. The zone is always an argument. */
export type Day = string

export function dayInZone(instant: string | number, timeZone: string): Day {
  return dateFormatter('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant))
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Days in the range, both ends included. */
export const daysBetween = (from: Day, to: Day) =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1

export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`
export const lastOfMonth = (day: Day): Day => addDays(firstOfMonth(addDays(firstOfMonth(day), 31)), -1)

function format(instant: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return dateFormatter('en-US', { timeZone, ...options }).format(new Date(instant))
}

/** `Nov 5` */
export const shortDay = (instant: string, timeZone: string) =>
  format(instant, timeZone, { month: 'short', day: 'numeric' })

/** `Sat, Nov 14` */
export const longDay = (instant: string, timeZone: string) =>
  format(instant, timeZone, { weekday: 'short', month: 'short', day: 'numeric' })

/** `Nov 5, 2026` */
export const fullDay = (instant: string, timeZone: string) =>
  format(instant, timeZone, { month: 'short', day: 'numeric', year: 'numeric' })

/** `November` */
export const monthName = (instant: string, timeZone: string) => format(instant, timeZone, { month: 'long' })

/** `14:00` */
export const timeOfDay = (instant: string, timeZone: string) =>
  format(instant, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** `14:21:19.054` */
export const clockTime = (instant: string, timeZone: string) =>
  format(instant, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  })

/** `just now`, `5 min ago`, `3 h ago`, else the day. */
export function ago(instant: string, now: number, timeZone: string): string {
  const minutes = Math.floor((now - Date.parse(instant)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  return fullDay(instant, timeZone)
}

/** `2026-11-23T14:05` of that zone, as fields for an instant have it. */
export const localMinute = (instant: number, timeZone: string) =>
  dateFormatter('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(instant))
    .replace(' ', 'T')

/** The instant of a minute of that zone. One that clocks leave out is an hour later; of one that they have twice, either. */
export function instantOf(minute: string, timeZone: string): string {
  const wanted = Date.parse(`${minute}Z`)
  let instant = wanted
  // The second step knows the offset at the instant, not at that time of UTC.
  for (let step = 0; step < 2; step++) instant += wanted - Date.parse(`${localMinute(instant, timeZone)}Z`)
  return new Date(instant).toISOString()
}
