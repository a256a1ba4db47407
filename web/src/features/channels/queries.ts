import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { notify } from '../../components/notify.ts'

/** Messages of a channel that were given up. */
export const deadLettersOptions = (channel: string) =>
  queryOptions({
    queryKey: ['channels', 'dead', channel],
    queryFn: ({ signal }) => api.deadLetters(channel, signal),
    select: ({ data }) => data,
  })

/** Changes a channel and shows all of them as they are then. */
export function useChannelMutation<In, Out>(
  change: (input: In) => Promise<Out>,
  done?: (result: Out) => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (result) => done?.(result),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['channels'] }),
  })
}

/** For what has no form to show an error in. */
export const tellError = { onError: (error: Error) => notify('error', error.message) }
