import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export const aboutOptions = queryOptions({ queryKey: ['about'], queryFn: api.about })
