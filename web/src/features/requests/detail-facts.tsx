import type { ReactNode } from 'react'
import type { EventDetail } from '#shared/api/event-detail.ts'
import { SERIES_LABELS } from '#shared/api/labels.ts'
import { clockTime, fullDay } from '../../lib/dates.ts'
import { integer } from '../../lib/format.ts'
import { labelTitle } from '../../lib/labels.ts'

/** What requests belong together by. */
export type SharedFact = 'user' | 'sessionId' | 'traceId'

interface DetailFactsProps {
  event: EventDetail
  timeZone: string
  /** Shows the requests that share a fact. */
  onSame: (what: SharedFact, value: string) => void
}

/** What the request carries; what it does not is left out. */
export function DetailFacts({ event, timeZone, onSame }: DetailFactsProps) {
  const time = (at: string) => `${fullDay(at, timeZone)}, ${clockTime(at, timeZone)} ${timeZone}`
  const milliseconds = (value: number | null) => value !== null && `${integer(value)} ms`
  const facts: [name: string, value: ReactNode, same?: SharedFact][] = [
    ['Time', time(event.timestamp)],
    ['Received', time(event.receivedAt)],
    ['Project', event.projectName],
    ...SERIES_LABELS.map((label): [string, string] => [labelTitle(label), event.labels[label]]),
    ['Answered by', event.responseModel !== event.model && event.responseModel],
    ['Latency', milliseconds(event.latencyMs)],
    ['First token', milliseconds(event.timeToFirstTokenMs)],
    ['Error', event.errorCode],
    ['User', event.userId, 'user'],
    ['Session', event.sessionId, 'sessionId'],
    ['Trace', event.traceId, 'traceId'],
    ['Quality', event.quality],
    ['Prompt hash', event.promptHash],
    ['Routed from', event.routedFrom],
    ...Object.entries(event.tags ?? {}).map(([key, value]): [string, string] => [`Tag ${key}`, value]),
  ]
  return (
    <dl className="text-xs">
      {facts.map(([name, value, same]) =>
        value === null || value === false || value === '' ? null : (
          <div key={name} className="flex min-h-7 items-center gap-3 border-b py-1">
            <dt className="w-24 shrink-0 text-fg-3">{name}</dt>
            <dd className="min-w-0 flex-1 break-words">{value}</dd>
            {same && (
              <dd>
                <button
                  type="button"
                  onClick={() => onSame(same, String(value))}
                  className="whitespace-nowrap rounded-sm font-medium text-accent hover:underline"
                >
                  Same {name.toLowerCase()}
                </button>
              </dd>
            )}
          </div>
        ),
      )}
    </dl>
  )
}
