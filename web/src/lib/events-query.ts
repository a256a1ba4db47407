import type { GroupLabel } from '#shared/api/labels.ts'

/** What requests are picked by that is no label. */
export const EVENT_FACTS = [
  'status',
  'errorCode',
  'costStatus',
  'minCostUsd',
  'traceId',
  'sessionId',
  'id',
] as const
export type EventFact = (typeof EVENT_FACTS)[number]

/** Query of /v1/events/list and its sisters; filters are lists in one parameter each. */
export type EventsQuery = Partial<
  Record<
    'range' | 'timeZone' | 'before' | GroupLabel | `-${GroupLabel}` | Exclude<EventFact, 'status'>,
    string
  >
> & { status?: 'ok' | 'error' }

/** The identity of an event. */
export type EventKey = Record<'project' | 'timestamp' | 'id', string>
