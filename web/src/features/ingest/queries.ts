import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const EVERY_MS = 20_000

export const ingestStatusOptions = queryOptions({
  queryKey: ['ingest-status'],
  queryFn: api.ingestStatus,
  refetchInterval: EVERY_MS,
  staleTime: EVERY_MS,
})
