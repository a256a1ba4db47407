import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FlatSearch } from '../../lib/search-params.ts'
import { type Destination, searchFor } from './destinations.ts'

/** Goes to a page as its link in the sidebar does. */
export function useGoTo() {
  const navigate = useNavigate()
  const shown: FlatSearch = useSearch({ strict: false })
  return (destination: Destination) => navigate({ to: destination.to, search: searchFor(destination, shown) })
}
