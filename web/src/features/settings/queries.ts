import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { UpdateSettings } from '#shared/api/settings.ts'
import { api } from '../../api/client.ts'
import { meOptions } from '../../api/queries.ts'
import { notify } from '../../components/notify.ts'

const BUILDING_POLL_MS = 1500

/** Asks again while the sums of another zone are built. */
export const settingsOptions = queryOptions({
  queryKey: ['settings'],
  queryFn: api.settings,
  refetchInterval: ({ state }) => (state.data?.nextTimeZone ? BUILDING_POLL_MS : false),
})

export const retentionPreviewOptions = (months: string) =>
  queryOptions({
    queryKey: ['retention-preview', months],
    queryFn: () => api.previewRetention(months),
    enabled: months !== '',
  })

export function useUpdateSettings(done = () => {}) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (changes: UpdateSettings) => api.updateSettings(changes),
    onSuccess: () => {
      done()
      notify('success', 'Saved')
    },
    onError: (error) => notify('error', error.message),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: settingsOptions.queryKey })
      await queryClient.invalidateQueries({ queryKey: meOptions.queryKey })
    },
  })
}
