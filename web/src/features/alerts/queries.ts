import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { AlertsQuery } from '../../api/alert-input.ts'
import { api } from '../../api/client.ts'
import { notify } from '../../components/notify.ts'
import type { AlertsView } from '../../lib/alerts-params.ts'

const REFRESH_MS = 15_000
const WAITING_REFRESH_MS = 2_000

export const alertsOptions = ({ state, kind }: Pick<AlertsView, 'state' | 'kind'>) => {
  const query: AlertsQuery = { state, ...(kind && { kind }) }
  return infiniteQueryOptions({
    queryKey: ['alerts', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      api.alerts({ ...query, ...(pageParam && { before: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}

export const latestAlertsOptions = (limit: number) =>
  queryOptions({
    queryKey: ['alerts', 'latest', limit],
    queryFn: ({ signal }) => api.alerts({ limit: String(limit) }, signal),
    select: ({ data }) => data,
    refetchInterval: REFRESH_MS,
  })

const MOST_CROSSINGS = '100'

/** The newest of a budget. */
export const budgetAlertsOptions = (budget: string) =>
  queryOptions({
    queryKey: ['alerts', 'of-budget', budget],
    queryFn: ({ signal }) => api.alerts({ budget, limit: MOST_CROSSINGS }, signal),
    select: ({ data }) => data,
    refetchInterval: REFRESH_MS,
  })

/** With its messages; asked often while one of them is on its way. */
export const alertOptions = (id: string) =>
  queryOptions({
    queryKey: ['alerts', 'detail', id],
    queryFn: ({ signal }) => api.alert(id, signal),
    refetchInterval: ({ state }) =>
      (state.data?.deliveries.pending ?? 0) > 0 ? WAITING_REFRESH_MS : REFRESH_MS,
  })

/** Changes an alert and shows all of them as they are then. */
export function useAlertMutation<In>(change: (input: In) => Promise<unknown>, told: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => notify('success', told),
    onError: (error) => notify('error', error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['alerts'] }),
  })
}
