import type { Budget, BudgetCurrent, BudgetPeriod } from '#shared/api/budgets.ts'
import { longDay, monthName, shortDay, timeOfDay } from '../../lib/dates.ts'
import { integer, plural } from '../../lib/format.ts'
import { labelNoun } from '../../lib/labels.ts'

const HOUR_MS = 3_600_000

const PERIOD_WORDS: Record<Exclude<BudgetPeriod, 'cycle'>, string> = {
  day: 'a day',
  week: 'a week',
  month: 'a month',
  quarter: 'a quarter',
}

/** `a month`, `a month from day 15`. */
export const periodWords = ({ period, cycleDay }: Pick<Budget, 'period' | 'cycleDay'>) =>
  period === 'cycle' ? `a month from day ${cycleDay}` : PERIOD_WORDS[period]

interface Bounds {
  start: string
  end: string
}

/** The last day of a period, whose end is the midnight after it. */
const lastInstant = ({ end }: Bounds) => new Date(Date.parse(end) - 1).toISOString()

/** `Sat, Nov 14`, `Nov 9 – Nov 15`, `November`, `Q4`. */
export function periodName(period: BudgetPeriod, bounds: Bounds, timeZone: string): string {
  switch (period) {
    case 'day':
      return longDay(bounds.start, timeZone)
    case 'month':
      return monthName(bounds.start, timeZone)
    case 'quarter':
      return `Q${Math.ceil(Number(monthNumber(bounds.start, timeZone)) / 3)}`
    case 'week':
    case 'cycle':
      return `${shortDay(bounds.start, timeZone)} – ${shortDay(lastInstant(bounds), timeZone)}`
    default:
      return period satisfies never
  }
}

const monthNumber = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-US', { timeZone, month: 'numeric' }).format(new Date(instant))

/** `resets in 8 days`. */
export function resetsText(end: string, now: number): string {
  const hours = (Date.parse(end) - now) / HOUR_MS
  if (hours <= 0) return 'resets now'
  if (hours < 1) return 'resets within the hour'
  const [count, unit] = hours < 48 ? [Math.floor(hours), 'hour'] : [Math.floor(hours / 24), 'day']
  return `resets in ${count} ${plural(count, unit)}`
}

/** How it goes, in one sentence; `when` is what stands out of it. */
export interface Pace {
  text: string
  when: string | null
}

const sentence = (text: string, when: string | null = null): Pace => ({ text, when })

export function paceOf({ current, groupBy, period, timeZone, hasMatched }: Budget): Pace {
  if (!current) return sentence('What was spent is being added up.')
  if (!hasMatched) return sentence('No event has ever matched its scope.')
  if (groupBy && current.groupsOver > 0) return sentence(groupsOverText(current, labelNoun(groupBy, 2)))
  if (current.state === 'over') return sentence('The amount is spent.')
  if (current.runsOutAt) {
    const what = groupBy ? `the first ${labelNoun(groupBy)} runs out` : 'the budget runs out'
    return sentence(`At this pace ${what} `, runsOutText(current.runsOutAt, period, timeZone))
  }
  if (current.requests === 0) return sentence('Nothing spent yet.')
  return sentence('At this pace it lasts until it resets.')
}

const groupsOverText = ({ groupsOver, groups }: BudgetCurrent, noun: string) =>
  `${integer(groupsOver)} of ${integer(groups)} ${noun} ${groupsOver === 1 ? 'has' : 'have'} spent it all.`

/** `on Nov 28`, in a day `at 17:40`. */
function runsOutText(at: string, period: BudgetPeriod, timeZone: string): string {
  return period === 'day' ? `at ${timeOfDay(at, timeZone)}` : `on ${shortDay(at, timeZone)}`
}
