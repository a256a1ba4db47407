import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const POLL_MS = 2000

/** Asks again until an event is there: the first of all, or of that project the first after the one named. */
export const nextEventOptions = (after?: { projectId: string; eventId: string | null }) =>
  queryOptions({
    queryKey: ['next-event', after?.projectId, after?.eventId],
    queryFn: async () => {
      const [latest] = (await api.latestEvent(after?.projectId)).data
      return latest && latest.id !== after?.eventId ? latest : null
    },
    refetchInterval: ({ state }) => (state.data ? false : POLL_MS),
  })
