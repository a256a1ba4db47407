import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export const alertRulesOptions = queryOptions({
  queryKey: ['alert-rules'],
  queryFn: api.alertRules,
  select: ({ data }) => data,
})

/** Changes rules and shows them as they are then. */
export function useRuleMutation<In>(change: (input: In) => Promise<unknown>, done?: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: done,
    onSettled: () => queryClient.invalidateQueries({ queryKey: alertRulesOptions.queryKey }),
  })
}
