import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { RepriceRun } from '#shared/api/prices.ts'
import { api } from '../../api/client.ts'
import type { PricesView } from '../../lib/prices-params.ts'

const PAGE = 50
const INBOX_REFRESH_MS = 10_000
const RUN_REFRESH_MS = 1_000

export const listedModelsOptions = ({ search, provider, type }: PricesView) =>
  infiniteQueryOptions({
    queryKey: ['prices', 'models', { search, provider, type }],
    queryFn: ({ pageParam, signal }) =>
      api.listedModels(
        {
          search,
          ...(provider && { provider }),
          ...(type && { type }),
          offset: String(pageParam),
          limit: String(PAGE),
        },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, { data }) => sum + data.length, 0)
      return shown < total ? shown : undefined
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const priceHistoryOptions = (provider: string, model: string) =>
  queryOptions({
    queryKey: ['prices', 'history', provider, model],
    queryFn: ({ signal }) => api.priceHistory({ provider, model }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const overridesOptions = queryOptions({
  queryKey: ['prices', 'overrides'],
  queryFn: api.priceOverrides,
  select: ({ data }) => data,
})

export const aliasesOptions = queryOptions({
  queryKey: ['prices', 'aliases'],
  queryFn: api.modelAliases,
  select: ({ data }) => data,
})

export const unpricedOptions = queryOptions({
  queryKey: ['prices', 'unpriced'],
  queryFn: api.unpriced,
  select: ({ data }) => data,
  refetchInterval: INBOX_REFRESH_MS,
})

export const updateOptions = queryOptions({
  queryKey: ['prices', 'update'],
  queryFn: api.catalogueUpdate,
  refetchInterval: ({ state }) => (state.data?.run && isAtWork(state.data.run) ? RUN_REFRESH_MS : false),
})

export const isAtWork = ({ state }: RepriceRun) =>
  state === 'previewing' || state === 'approved' || state === 'undoing'

export const runsOptions = queryOptions({
  queryKey: ['prices', 'runs'],
  queryFn: api.repriceRuns,
  select: ({ data }) => data,
  refetchInterval: ({ state }) => (state.data?.data.some(isAtWork) ? RUN_REFRESH_MS : false),
})

const MOST_NAMES = '20'

/** Models of a provider, to choose from while typing. */
export const modelNamesOptions = (provider: string, search: string) =>
  queryOptions({
    queryKey: ['prices', 'names', provider, search],
    queryFn: ({ signal }) => api.listedModels({ provider, search, limit: MOST_NAMES }, signal),
    select: ({ data }) => data.map(({ model }) => model),
    enabled: provider !== '' && provider.length <= 64 && search.length <= 256,
    placeholderData: keepPreviousData,
  })
