import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export const apiKeysOptions = queryOptions({
  queryKey: ['api-keys'],
  queryFn: api.apiKeys,
  select: ({ data }) => data,
})
