import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const POLL_MS = 2000

/** Asks again until the first event is there. */
export const firstEventOptions = queryOptions({
  queryKey: ['first-event'],
  queryFn: api.latestEvent,
  select: ({ data }) => data[0] ?? null,
  refetchInterval: ({ state }) => (state.data?.data.length ? false : POLL_MS),
})
