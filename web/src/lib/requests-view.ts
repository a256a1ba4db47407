import { COST_STATUSES } from '#shared/api/cost-status.ts'
import { formatListParam, parseListParam } from '#shared/api/list-param.ts'
import { EVENT_FACTS, type EventFact, type EventKey, type EventsQuery } from './events-query.ts'
import { isRange, isShortRange, NAMED_RANGES, type RangeText, SHORT_RANGES } from './range.ts'
import {
  type FlatSearch,
  type LabelFilter,
  readFilters,
  toFilterQuery,
  writeFilters,
} from './search-params.ts'

export interface FactFilter {
  fact: EventFact
  values: string[]
}

/** What the URL means on the page of single requests. */
export interface RequestsView {
  range: RangeText
  filters: LabelFilter[]
  facts: FactFilter[]
  /** The request whose details are open. */
  open: EventKey | null
}

const DEFAULT_RANGE = '1h'
export const REQUEST_RANGES: readonly RangeText[] = [...SHORT_RANGES, ...NAMED_RANGES]

const SINGLE: readonly EventFact[] = ['status', 'minCostUsd']
const anyText = (text: string) => text !== '' && text.length <= 256
const TESTS: Record<EventFact, (value: string) => boolean> = {
  status: (text) => text === 'ok' || text === 'error',
  errorCode: anyText,
  costStatus: (text) => (COST_STATUSES as readonly string[]).includes(text),
  minCostUsd: (text) => /^\d{1,7}(\.\d{1,12})?$/.test(text),
  traceId: anyText,
  sessionId: anyText,
  id: anyText,
}

export const isFactValue = (fact: EventFact, value: string) => TESTS[fact](value)

/** Unknown names and values are left out, so that a bad link never breaks a page. */
export function readRequestsView(search: FlatSearch): RequestsView {
  const { range = '', open = '' } = search
  return {
    range: isRange(range) || isShortRange(range) ? range : DEFAULT_RANGE,
    filters: readFilters(search),
    facts: EVENT_FACTS.flatMap((fact) => {
      const values = parseListParam(search[fact] ?? '').filter(TESTS[fact])
      const kept = search[fact] === undefined ? [] : [...new Set(values)]
      return kept.length > 0 ? [{ fact, values: SINGLE.includes(fact) ? kept.slice(0, 1) : kept }] : []
    }),
    open: readKey(open),
  }
}

export function writeRequestsView({ range, filters, facts, open }: RequestsView): FlatSearch {
  return {
    ...(range !== DEFAULT_RANGE && { range }),
    ...writeFilters(filters),
    ...writeFacts(facts),
    ...(open && { open: keyText(open) }),
  }
}

const writeFacts = (facts: readonly FactFilter[]): FlatSearch =>
  Object.fromEntries(facts.map(({ fact, values }) => [fact, formatListParam(values)]))

/** `2026-11-22T14:21:19.054000Z~1~id`: the id is last, because it may hold anything. */
export const keyText = ({ timestamp, project, id }: EventKey) => `${timestamp}~${project}~${id}`

function readKey(text: string): EventKey | null {
  const [, timestamp, project, id] =
    /^(\d{4}-[\d:T.-]{1,24}Z)~(\d{1,9})~([\x21-\x7e]{1,128})$/.exec(text) ?? []
  return timestamp && project && id ? { timestamp, project, id } : null
}

/** Adds a value of a fact; a fact with one value has the new one instead. */
export function addFact(facts: readonly FactFilter[], fact: EventFact, value: string): FactFilter[] {
  const before = facts.find((one) => one.fact === fact)?.values ?? []
  const values = SINGLE.includes(fact) ? [value] : [...new Set([...before, value])]
  return [...facts.filter((one) => one.fact !== fact), { fact, values }]
}

export const isFiltered = ({ filters, facts }: RequestsView) => filters.length + facts.length > 0

/** The filters as the API takes them. */
export const filterQuery = ({ filters, facts }: RequestsView) =>
  ({ ...toFilterQuery(filters), ...writeFacts(facts) }) as EventsQuery

/** Whether the range goes on as time does. */
export const isOngoing = ({ range }: RequestsView) => !range.includes('..')
