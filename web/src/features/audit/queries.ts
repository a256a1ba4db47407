import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export interface AuditFilter {
  actor: string
  action: string
}

export const auditOptions = ({ actor, action }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', actor, action],
    queryFn: ({ pageParam }) =>
      api.audit({
        ...(actor && { actor }),
        ...(action && { action }),
        ...(pageParam && { before: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })

export const auditFacetsOptions = queryOptions({ queryKey: ['audit-facets'], queryFn: api.auditFacets })
