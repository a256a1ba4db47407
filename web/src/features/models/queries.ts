import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { toFilterQuery } from '../../lib/search-params.ts'
import type { SharedView } from '../../lib/shared-search.ts'

const MOST_MODELS = '200'
const REFRESH_MS = 60_000

export function modelsOptions({ range, compare, filters }: SharedView, timeZone: string) {
  const query = {
    range,
    timeZone,
    compare: compare === 'prev' ? ('previous' as const) : ('none' as const),
    limit: MOST_MODELS,
    ...toFilterQuery(filters),
  }
  return queryOptions({
    queryKey: ['models', query],
    queryFn: ({ signal }) => api.models(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}
