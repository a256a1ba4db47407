import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AnyLabel } from '#shared/api/labels.ts'
import { formatListParam } from '#shared/api/list-param.ts'
import { api } from '../../api/client.ts'
import type { ExploreQuery } from '../../api/explore-query.ts'
import type { SpendQuery } from '../../api/spend-query.ts'
import { type SpendView, toFilterQuery } from '../../lib/search-params.ts'

/** What a chart or table about spend asks: the view of the page, grouped by one label. */
export interface SpendQuestion {
  view: SpendView
  groupBy: AnyLabel
  timeZone: string
}

/** Top 7 and "Other": more colours than that cannot be told apart. */
const SHOWN_KEYS = '7'
/** Beside the features, under the alerts: as many as there is room for. */
const SHOWN_USERS = '5'
const REFRESH_MS = 60_000
/** What comes from weeks of days does not move within a minute. */
const SLOW_REFRESH_MS = 300_000

function toQuery({ view, groupBy, timeZone }: SpendQuestion, compare: boolean): SpendQuery {
  return {
    range: view.range,
    timeZone,
    compare: compare ? 'previous' : 'none',
    groupBy,
    limit: groupBy === 'user' ? SHOWN_USERS : SHOWN_KEYS,
    ...toFilterQuery(view.filters),
  }
}

export function spendOverTimeOptions(question: SpendQuestion) {
  const query = toQuery(question, question.view.compare === 'prev')
  return queryOptions({
    queryKey: ['spend', 'over-time', query],
    queryFn: ({ signal }) => api.spendOverTime(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}

/** Always compared: the toggle of the page is about the dashed line, a change in a table is never in the way. */
export function spendByOptions(question: SpendQuestion) {
  const query = toQuery(question, true)
  return queryOptions({
    queryKey: ['spend', 'by', query],
    queryFn: ({ signal }) => api.spendBy(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}

/** The month does not depend on the range, so that its forecast stays while ranges are looked at. */
export function spendForecastOptions({ view, timeZone }: Omit<SpendQuestion, 'groupBy'>) {
  const query = { timeZone, ...toFilterQuery(view.filters) }
  return queryOptions({
    queryKey: ['spend', 'forecast', query],
    queryFn: ({ signal }) => api.spendForecast(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: SLOW_REFRESH_MS,
  })
}

export function spendChangesOptions({ view, timeZone }: Omit<SpendQuestion, 'groupBy'>) {
  const query = { range: view.range, timeZone, ...toFilterQuery(view.filters) }
  return queryOptions({
    queryKey: ['spend', 'changes', query],
    queryFn: ({ signal }) => api.spendChanges(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: SLOW_REFRESH_MS,
  })
}

/** The latency (p95) of just these features; asked for apart, because not every rollup knows it. */
export function featureLatencyOptions(question: SpendQuestion, features: readonly string[] | undefined) {
  const query: ExploreQuery = {
    ...toQuery(question, false),
    metric: 'latencyP95',
    bucket: 'auto',
    cumulative: 'false',
    feature: formatListParam(features ?? []),
  }
  return queryOptions({
    queryKey: ['spend', 'feature-latency', query],
    queryFn: ({ signal }) => api.explore(query, signal),
    select: ({ series }) => new Map(series.map(({ key, value }) => [key, value as number | null])),
    enabled: features !== undefined && features.length > 0,
    refetchInterval: SLOW_REFRESH_MS,
  })
}

/** When prices moved of what was used in the range. */
export function priceChangesOptions({ view, timeZone }: Omit<SpendQuestion, 'groupBy'>) {
  const query = { range: view.range, timeZone, ...toFilterQuery(view.filters) }
  return queryOptions({
    queryKey: ['spend', 'price-changes', query],
    queryFn: ({ signal }) => api.priceChanges(query, signal),
    select: ({ data }) => data,
    staleTime: SLOW_REFRESH_MS,
  })
}

/** What happened in the range: of the one project that is looked at, else of all. */
export function annotationsOptions({ view, timeZone }: Omit<SpendQuestion, 'groupBy'>) {
  const only = view.filters.find(({ label, exclude }) => label === 'project' && !exclude)?.values
  const query = {
    range: view.range,
    timeZone,
    ...(only?.length === 1 && /^\d{1,9}$/.test(only[0]!) && { project: only[0]! }),
  }
  return queryOptions({
    queryKey: ['annotations', query],
    queryFn: ({ signal }) => api.annotations(query, signal),
    select: ({ data }) => data,
    refetchInterval: REFRESH_MS,
  })
}
