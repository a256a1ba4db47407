import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FlatSearch } from '../../lib/search-params.ts'
import { sharedSearch } from '../../lib/shared-search.ts'
import type { Destination } from './destinations.ts'

/** Goes to a page as its link in the sidebar does. */
export function useGoTo() {
  const navigate = useNavigate()
  const shown: FlatSearch = useSearch({ strict: false })
  return ({ to, ranged }: Destination) => navigate({ to, search: ranged ? sharedSearch(shown) : {} })
}
