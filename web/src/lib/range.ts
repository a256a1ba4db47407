import { EARLIEST_DAY, LATEST_DAY, LONGEST_RANGE_DAYS } from '#shared/api/range-limits.ts'
import { addDays, type Day, daysBetween, firstOfMonth, lastOfMonth, shortDay } from './dates.ts'

export const NAMED_RANGES = ['24h', '7d', '30d', '90d', 'mtd'] as const
export type NamedRange = (typeof NAMED_RANGES)[number]

/** Shorter than spend is looked at; single requests are. */
export const SHORT_RANGES = ['1h', '6h'] as const
type ShortRange = (typeof SHORT_RANGES)[number]

/** A named range, or `2026-10-30..2026-11-08`, both days included. */
export type RangeText = string

const LABELS: Record<NamedRange | ShortRange, string> = {
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  mtd: 'Month to date',
}

export const RANGE_KEYS: Record<NamedRange, string> = {
  '24h': 'D',
  '7d': 'W',
  '30d': 'T',
  '90d': 'Q',
  mtd: 'M',
}

export const isNamedRange = (text: string): text is NamedRange =>
  (NAMED_RANGES as readonly string[]).includes(text)

export const isShortRange = (text: string): text is ShortRange =>
  (SHORT_RANGES as readonly string[]).includes(text)

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text

function daysOf(text: RangeText): { from: Day; to: Day } | null {
  const [from = '', to = '', ...rest] = text.split('..')
  return isDay(from) && isDay(to) && rest.length === 0 && from <= to ? { from, to } : null
}

/** Whether the server answers for it. */
export function isRange(text: string): boolean {
  if (isNamedRange(text)) return true
  const days = daysOf(text)
  if (!days || days.from < EARLIEST_DAY || days.to > LATEST_DAY) return false
  return daysBetween(days.from, days.to) <= LONGEST_RANGE_DAYS
}

export function rangeLabel(range: RangeText): string {
  if (isNamedRange(range) || isShortRange(range)) return LABELS[range]
  const days = daysOf(range)
  if (!days) return range
  const from = shortDay(days.from, 'UTC')
  return days.from === days.to ? from : `${from} – ${shortDay(days.to, 'UTC')}`
}

/** `in the last 7 days`, for sentences. */
export function rangePhrase(range: RangeText): string {
  if (range === 'mtd') return 'this month'
  return isNamedRange(range) || isShortRange(range)
    ? `in the ${LABELS[range].toLowerCase()}`
    : `in ${rangeLabel(range)}`
}

/** The calendar days a range covers, seen from `today`. */
function rangeDays(range: RangeText, today: Day): { from: Day; to: Day } {
  const days = daysOf(range)
  if (days) return days
  if (range === 'mtd') return { from: firstOfMonth(today), to: today }
  const length = range === '24h' ? 1 : Number.parseInt(range, 10)
  return { from: addDays(today, 1 - length), to: today }
}

/** The range one period earlier (-1) or later (1). A step that arrives at today gives the named range again. */
export function stepRange(range: RangeText, direction: -1 | 1, today: Day): RangeText {
  const { from, to } = rangeDays(range, today)
  if (direction === 1 && to >= today) return range
  if (range === 'mtd' || (from === firstOfMonth(from) && to === lastOfMonth(from))) {
    const start = firstOfMonth(addDays(from, direction === -1 ? -1 : 31))
    return start === firstOfMonth(today) ? 'mtd' : `${start}..${lastOfMonth(start)}`
  }
  const length = daysBetween(from, to)
  const end = addDays(to, direction * length)
  if (end < today) return `${addDays(end, 1 - length)}..${end}`
  const named = length === 1 ? '24h' : `${length}d`
  return isNamedRange(named) ? named : `${addDays(today, 1 - length)}..${today}`
}
