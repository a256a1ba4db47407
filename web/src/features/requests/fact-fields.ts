import { COST_STATUSES } from '#shared/api/cost-status.ts'
import { EVENT_FACTS, type EventFact } from '../../lib/events-query.ts'
import { isFactValue } from '../../lib/requests-view.ts'

export const FACT_TITLES: Record<EventFact, string> = {
  status: 'Status',
  errorCode: 'Error code',
  costStatus: 'Cost status',
  minCostUsd: 'Cost at least',
  traceId: 'Trace',
  sessionId: 'Session',
  id: 'Request id',
}

const PLACEHOLDERS: Record<EventFact, string> = {
  status: 'ok or error',
  errorCode: 'Such as 429 or timeout',
  costStatus: 'How far the cost is known',
  minCostUsd: 'In USD, such as 0.01',
  traceId: 'Id of the trace',
  sessionId: 'Id of the session',
  id: 'Id of the request, at any time',
}

const OPTIONS: Partial<Record<EventFact, readonly string[]>> = {
  status: ['ok', 'error'],
  costStatus: COST_STATUSES,
}

/** The facts as entries of the filter menu. */
export const factFields = (onAdd: (fact: EventFact, value: string) => void) =>
  EVENT_FACTS.map((fact) => ({
    title: FACT_TITLES[fact],
    placeholder: PLACEHOLDERS[fact],
    ...(OPTIONS[fact] && { options: OPTIONS[fact] }),
    isValid: (text: string) => text !== '' && isFactValue(fact, text),
    onAdd: (value: string) => onAdd(fact, value),
  }))
