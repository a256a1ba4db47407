/** A day that is over. `weekday` is 0 to 6, counted from any day; costs in any one unit. */
export interface SpentDay {
  weekday: number
  cost: number
}

interface TypicalDays {
  /** What each weekday costs, at the level of late. */
  typical: number[]
  /** How many equally good observations of each weekday stand behind it. */
  weight: number[]
  /** Standard deviation of a day around what is typical, relative to it. */
  spread: number
  /** Standard deviation of the level of a week around that of the week before, relative to it. */
  drift: number
}

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6]
/** After so many days a day counts half. */
const HALF_LIFE = 21
/** The level is that of so many last days. */
export const LEVEL_DAYS = 14
/** Uncertainty of a median against that of a mean of as many values. */
export const MEDIAN_VARIANCE = 1.57
/** How much days and weeks commonly vary, and how many days that knowledge is worth. */
const COMMON_SPREAD = 0.25
const COMMON_DAYS = 3
const COMMON_DRIFT = 0.08
/** Turns a median absolute deviation into the standard deviation of a normal distribution. */
const MAD_TO_DEVIATION = 1.4826
/** Days this many times as dear as the median day are cut to it while their weekday is not known by a median. */
const OUTLIER = 3
/** So many observations make a median that one of them cannot move far. */
const ENOUGH = 3

interface Weighed {
  value: number
  weight: number
}

/** What days of each weekday cost typically, by at least seven days, oldest first. */
export function typicalDays(past: readonly SpentDay[]): TypicalDays {
  const cap = OUTLIER * median(past.map(({ cost }) => cost)) || Number.POSITIVE_INFINITY
  const days = WEEKDAYS.map((weekday) =>
    past.flatMap((day, i) =>
      day.weekday === weekday
        ? [{ value: day.cost, weight: 0.5 ** ((past.length - 1 - i) / HALF_LIFE) }]
        : [],
    ),
  )
  const usual = days.map((ofDay) => {
    const known = ofDay.length >= ENOUGH
    return weighedMedian(known ? ofDay : ofDay.map((day) => ({ ...day, value: Math.min(day.value, cap) })))
  })
  const ratios = past.flatMap(({ weekday, cost }) => (usual[weekday]! > 0 ? [cost / usual[weekday]!] : []))
  const level = ratios.length < LEVEL_DAYS ? 1 : median(ratios.slice(-LEVEL_DAYS))
  const spread = spreadOf(ratios)
  return {
    typical: usual.map((cost) => cost * level),
    weight: days.map((ofDay) => effectiveCount(ofDay)),
    spread,
    drift: driftOf(ratios, spread),
  }
}

/** Medians of few values lie closer to them than to the truth, so few weeks are helped out by what is common. */
function spreadOf(ratios: readonly number[]): number {
  const free = Math.max(0, ratios.length - WEEKDAYS.length)
  const seen = free === 0 ? 0 : deviation(ratios) ** 2 * (ratios.length / free)
  return Math.sqrt((COMMON_DAYS * COMMON_SPREAD ** 2 + free * seen) / (COMMON_DAYS + free))
}

/** How far weeks lie from the week before, beyond what days that vary by themselves explain. */
function driftOf(ratios: readonly number[], spread: number): number {
  const weeks: number[] = []
  for (let end = ratios.length; end >= 7; end -= 7) weeks.push(median(ratios.slice(end - 7, end)))
  if (weeks.length < ENOUGH) return COMMON_DRIFT
  const steps = weeks.slice(1).map((week, i) => Math.abs(week - weeks[i]!))
  const explained = (3 * MEDIAN_VARIANCE * spread ** 2) / WEEKDAYS.length
  return Math.sqrt(Math.max(0, (MAD_TO_DEVIATION * median(steps)) ** 2 - explained))
}

const effectiveCount = (days: readonly Weighed[]) =>
  days.length === 0
    ? 0
    : sum(days.map(({ weight }) => weight)) ** 2 / sum(days.map(({ weight }) => weight ** 2))

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** 0 of none. */
export const median = (values: readonly number[]) =>
  weighedMedian(values.map((value) => ({ value, weight: 1 })))

function deviation(values: readonly number[]): number {
  const middle = median(values)
  return MAD_TO_DEVIATION * median(values.map((value) => Math.abs(value - middle)))
}

/** The middle of both where the weights split evenly. 0 of none. */
function weighedMedian(values: readonly Weighed[]): number {
  const sorted = [...values].sort((a, b) => a.value - b.value)
  const half = sum(sorted.map(({ weight }) => weight)) / 2
  let below = 0
  for (const [i, { value, weight }] of sorted.entries()) {
    below += weight
    if (Math.abs(below - half) < 1e-9 && i + 1 < sorted.length) return (value + sorted[i + 1]!.value) / 2
    if (below > half) return value
  }
  return 0
}
