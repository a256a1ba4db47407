import type { BucketSize } from '#shared/api/spend.ts'
import { longDay, shortDay, timeOfDay } from '../lib/dates.ts'

/** What an answer says about its buckets. */
export interface Bucketed {
  bucket: BucketSize
  timeZone: string
  buckets: readonly { partial: boolean }[]
}

type Bounds = { start: string; end: string }

/** `Sat, Nov 14`, `Sat, Nov 14, 14:00 to 15:00`, `Nov 9 – Nov 15`. */
export function bucketTitle({ bucket, timeZone }: Bucketed, { start, end }: Bounds): string {
  const day = longDay(start, timeZone)
  if (bucket === 'day') return day
  if (bucket === 'hour') return `${day}, ${timeOfDay(start, timeZone)} to ${timeOfDay(end, timeZone)}`
  const lastInstant = new Date(Date.parse(end) - 1).toISOString()
  return `${shortDay(start, timeZone)} – ${shortDay(lastInstant, timeZone)}`
}

/** The start of a bucket on an axis. At midnight the day that begins. */
export function bucketTick({ bucket, timeZone }: Bucketed, start: string): string {
  if (bucket !== 'hour') return shortDay(start, timeZone)
  const time = timeOfDay(start, timeZone)
  return time === '00:00' ? shortDay(start, timeZone) : time
}

const BUCKET_WORDS = { hour: 'Hourly', day: 'Daily', week: 'Weekly', month: 'Monthly' }
const PARTIAL_WORDS = {
  hour: 'This hour is partial.',
  day: 'Today is partial.',
  week: 'This week is partial.',
  month: 'This month is partial.',
}

/** `Daily, UTC. Today is partial.` */
export function bucketSentence({ bucket, timeZone, buckets }: Bucketed, partialIsShown: boolean): string {
  const partial = buckets.some((entry) => entry.partial)
  const frame = `${BUCKET_WORDS[bucket]}, ${timeZone}.`
  if (!partial) return frame
  return partialIsShown ? `${frame} ${PARTIAL_WORDS[bucket]}` : `${frame} Complete ${bucket}s only.`
}
