import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { GroupLabel } from '#shared/api/labels.ts'
import { api } from '../../api/client.ts'
import type { SpendQuery } from '../../api/spend-query.ts'
import { type SpendView, toFilterQuery } from '../../lib/search-params.ts'

/** What a chart or table about spend asks: the view of the page, grouped by one label. */
export interface SpendQuestion {
  view: SpendView
  groupBy: GroupLabel
  timeZone: string
}

/** Top 7 and "Other": more colours than that cannot be told apart. */
const SHOWN_KEYS = '7'
const REFRESH_MS = 60_000

function toQuery({ view, groupBy, timeZone }: SpendQuestion, compare: boolean): SpendQuery {
  return {
    range: view.range,
    timeZone,
    compare: compare ? 'previous' : 'none',
    groupBy,
    limit: SHOWN_KEYS,
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
