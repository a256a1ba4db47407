import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** Who is signed in. Several features ask, so it stands beside the client. */
export const meOptions = queryOptions({
  queryKey: ['me'],
  queryFn: api.me,
  staleTime: Number.POSITIVE_INFINITY,
})

export const projectsOptions = queryOptions({
  queryKey: ['projects'],
  queryFn: api.projects,
  select: ({ data }) => data,
})
