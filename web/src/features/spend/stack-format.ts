import type { SpendOverTime } from '#shared/api/spend.ts'
import type { StackFormat, StackRow } from '../../charts/stack.ts'
import { longDay, shortDay, timeOfDay } from '../../lib/dates.ts'
import { compact, integer, moneyScale, usd, usdCompact, usdScaled } from '../../lib/format.ts'
import type { Metric } from '../../lib/search-params.ts'

const SMALL_AXIS = 10
/** Ticks per axis, so that the smallest tick keeps its digits. */
const TICKS = 5
const AXIS_WIDTH = 46
const DIGIT_WIDTH = 6.5

function moneyAxis(rows: readonly StackRow[]): Pick<StackFormat, 'axis' | 'axisWidth'> {
  const largest = Math.max(0, ...rows.map(({ total, previous }) => Math.max(total ?? 0, previous ?? 0)))
  if (largest >= SMALL_AXIS || largest === 0) return { axis: usdCompact, axisWidth: AXIS_WIDTH }
  const scale = moneyScale([largest, largest / TICKS])
  const characters = '$0.'.length + scale
  return {
    axis: (value) => usdScaled(value, scale),
    axisWidth: Math.max(AXIS_WIDTH, Math.ceil(characters * DIGIT_WIDTH) + 10),
  }
}

function bucketTitle({ bucket, timeZone }: SpendOverTime, { start, end }: StackRow): string {
  const day = longDay(start, timeZone)
  if (bucket === 'day') return day
  if (bucket === 'hour') return `${day}, ${timeOfDay(start, timeZone)} to ${timeOfDay(end, timeZone)}`
  const lastInstant = new Date(Date.parse(end) - 1).toISOString()
  return `${shortDay(start, timeZone)} – ${shortDay(lastInstant, timeZone)}`
}

/** Midnight shows the day that begins. */
function hourTick(start: string, timeZone: string): string {
  const time = timeOfDay(start, timeZone)
  return time === '00:00' ? shortDay(start, timeZone) : time
}

export function stackFormat(spend: SpendOverTime, rows: readonly StackRow[], metric: Metric): StackFormat {
  const { bucket, timeZone } = spend
  return {
    tick: (start) => (bucket === 'hour' ? hourTick(start, timeZone) : shortDay(start, timeZone)),
    ...(metric === 'cost' ? moneyAxis(rows) : { axis: compact, axisWidth: AXIS_WIDTH }),
    value: metric === 'cost' ? usd : integer,
    title: (row) => bucketTitle(spend, row),
  }
}

const BUCKET_WORDS = { hour: 'Hourly', day: 'Daily', week: 'Weekly', month: 'Monthly' }
const PARTIAL_WORDS = {
  hour: 'This hour is partial.',
  day: 'Today is partial.',
  week: 'This week is partial.',
  month: 'This month is partial.',
}

/** `Daily, UTC. Today is partial.` */
export function bucketSentence(
  { bucket, timeZone, buckets }: SpendOverTime,
  partialIsShown: boolean,
): string {
  const partial = buckets.some((entry) => entry.partial)
  const frame = `${BUCKET_WORDS[bucket]}, ${timeZone}.`
  if (!partial) return frame
  return partialIsShown ? `${frame} ${PARTIAL_WORDS[bucket]}` : `${frame} Complete ${bucket}s only.`
}
