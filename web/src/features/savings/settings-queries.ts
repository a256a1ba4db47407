import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { SavingsSettings } from '#shared/api/savings-settings.ts'
import { api } from '../../api/client.ts'
import { notify } from '../../components/notify.ts'

export const savingsSettingsOptions = queryOptions({
  queryKey: ['savings-settings'],
  queryFn: api.savingsSettings,
  select: ({ data }) => data,
})

export function useUpdateSavingsSettings(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (settings: SavingsSettings) => api.updateSavingsSettings(projectId, settings),
    onSuccess: () => notify('success', 'Saved; the next search heeds it'),
    onError: (error) => notify('error', error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: savingsSettingsOptions.queryKey }),
  })
}
