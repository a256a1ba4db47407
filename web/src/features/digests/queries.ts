import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export const digestsOptions = queryOptions({
  queryKey: ['digests'],
  queryFn: api.digests,
  select: ({ data }) => data,
})

/** Changes digests and shows them as they are then. */
export function useDigestMutation<In, Out>(change: (input: In) => Promise<Out>, done?: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: done,
    onSettled: () => queryClient.invalidateQueries({ queryKey: digestsOptions.queryKey }),
  })
}
