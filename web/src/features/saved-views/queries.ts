import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { notify } from '../../components/notify.ts'

export const savedViewsOptions = queryOptions({
  queryKey: ['saved-views'],
  queryFn: api.savedViews,
  select: ({ data }) => data,
})

/** A change of the list, which is read again after it. */
export function useViewChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onError: (error) => notify('error', error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: savedViewsOptions.queryKey }),
  })
}
