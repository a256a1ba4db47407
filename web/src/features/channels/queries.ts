import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notify } from '../../components/notify.ts'

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
