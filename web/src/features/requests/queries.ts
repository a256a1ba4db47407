import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { EventKey, EventsQuery } from '../../lib/events-query.ts'

/** Nothing is kept: who comes back wants what is there now. */
export function eventsOptions(query: EventsQuery) {
  return infiniteQueryOptions({
    queryKey: ['events', query],
    queryFn: ({ signal, pageParam }) =>
      api.events({ ...query, ...(pageParam !== null && { before: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export function eventOptions(key: EventKey) {
  return queryOptions({
    queryKey: ['event', key],
    queryFn: ({ signal }) => api.event(key, signal),
    placeholderData: keepPreviousData,
  })
}
