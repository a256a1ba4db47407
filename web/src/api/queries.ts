import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Act } from '#shared/api/people.ts'
import { api } from './client.ts'

/** Who is signed in. Several features ask, so it stands beside the client. */
export const meOptions = queryOptions({
  queryKey: ['me'],
  queryFn: api.me,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Whether the person who is signed in may do this; nothing else is offered. */
export function useMay(act: Act): boolean {
  return useQuery(meOptions).data?.may.includes(act) ?? false
}

/** How many alerts nobody has looked at yet. */
export const openAlertsOptions = queryOptions({
  queryKey: ['alerts', 'open'],
  queryFn: api.openAlerts,
  refetchInterval: 15_000,
})

export const channelsOptions = queryOptions({
  queryKey: ['channels', 'list'],
  queryFn: api.channels,
})

export const projectsOptions = queryOptions({
  queryKey: ['projects'],
  queryFn: api.projects,
  select: ({ data }) => data,
})

/** Keys of tags that the newest events carry, of one project or of all. They hardly ever change. */
export function tagKeysOptions(project?: string) {
  return queryOptions({
    queryKey: ['tag-keys', project ?? null],
    queryFn: ({ signal }) => api.tagKeys(project === undefined ? {} : { project }, signal),
    staleTime: 300_000,
  })
}
