import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { ExploreQuery } from '../../api/explore-query.ts'
import type { ExploreView } from '../../lib/explore-params.ts'
import { toFilterQuery } from '../../lib/search-params.ts'

const REFRESH_MS = 60_000

export function exploreOptions(view: ExploreView, timeZone: string) {
  const query: ExploreQuery = {
    range: view.range,
    timeZone,
    compare: view.compare === 'prev' ? 'previous' : 'none',
    metric: view.metric,
    groupBy: view.group,
    ...(view.by && { subgroupBy: view.by }),
    limit: String(view.limit),
    bucket: view.rollup,
    cumulative: view.cumulative ? 'true' : 'false',
    ...toFilterQuery(view.filters),
  }
  return queryOptions({
    queryKey: ['explore', query],
    queryFn: ({ signal }) => api.explore(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}
