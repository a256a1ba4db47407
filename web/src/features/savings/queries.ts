import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ChangeOpportunity } from '#shared/api/savings.ts'
import { api } from '../../api/client.ts'
import { notify } from '../../components/notify.ts'

const REFRESH_MS = 60_000
/** While a search goes on. */
const SEARCHING_MS = 3_000

/** All that may be seen: pages and badges pick from it. */
export function opportunitiesOptions(project: string | null = null) {
  return queryOptions({
    queryKey: ['opportunities', 'list', project],
    queryFn: ({ signal }) => api.opportunities(project === null ? {} : { project }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.isRefreshing ? SEARCHING_MS : REFRESH_MS),
  })
}

export const opportunityOptions = (id: string) =>
  queryOptions({
    queryKey: ['opportunities', 'one', id],
    queryFn: ({ signal }) => api.opportunity(id, signal),
  })

export function useChangeOpportunity(id: string, done = () => {}) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (change: ChangeOpportunity) => api.changeOpportunity(id, change),
    onSuccess: (changed) => {
      queryClient.setQueryData(opportunityOptions(id).queryKey, changed)
      done()
    },
    onError: (error) => notify('error', error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['opportunities'] }),
  })
}

export function useRefreshSavings() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => api.refreshSavings(),
    onSuccess: () => notify('success', 'The search begins within seconds'),
    onError: (error) => notify('error', error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['opportunities'] }),
  })
}
