import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { notify } from '../../components/notify.ts'

export const membersOptions = queryOptions({
  queryKey: ['members'],
  queryFn: api.members,
  select: ({ data }) => data,
})

export const invitationsOptions = queryOptions({
  queryKey: ['invitations'],
  queryFn: api.invitations,
  select: ({ data }) => data,
})

/** Changes people and shows them as they are then. */
export function usePeopleMutation<In, Out>(change: (input: In) => Promise<Out>, done: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: done,
    onError: (error) => notify('error', error.message),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: membersOptions.queryKey })
      await queryClient.invalidateQueries({ queryKey: invitationsOptions.queryKey })
    },
  })
}
