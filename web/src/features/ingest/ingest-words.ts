import type { IngestStatus } from '#shared/api/ingest-status.ts'
import { integer, plural } from '../../lib/format.ts'

export interface IngestWords {
  tone: 'good' | 'plain' | 'warn'
  text: string
}

const MINUTE_MS = 60_000
const SILENCE_MS = 5 * MINUTE_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What is said of the events that come in; silence of five minutes is a reason to look. */
export function ingestWords(
  { eventsLastMinute, isMore, lastEventAt }: IngestStatus,
  now: number,
): IngestWords {
  if (eventsLastMinute > 0) {
    const count = `${integer(eventsLastMinute)}${isMore ? '+' : ''}`
    return { tone: 'good', text: `Receiving ${count} ${plural(eventsLastMinute, 'event')}/min` }
  }
  if (lastEventAt === null) return { tone: 'plain', text: 'Waiting for the first event' }
  const silent = Math.max(0, now - Date.parse(lastEventAt))
  if (silent < SILENCE_MS) return { tone: 'plain', text: `Quiet for ${duration(silent)}` }
  return { tone: 'warn', text: `No events for ${duration(silent)}` }
}

function duration(ms: number): string {
  if (ms < HOUR_MS) return `${Math.max(1, Math.floor(ms / MINUTE_MS))} min`
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`
  const days = Math.floor(ms / DAY_MS)
  return `${days} ${plural(days, 'day')}`
}
