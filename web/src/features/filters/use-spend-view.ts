import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import {
  type FlatSearch,
  readSpendView,
  type SpendView,
  type ToggledFilter,
  toggleFilter,
  writeSpendView,
} from '../../lib/search-params.ts'

/** The view that the URL describes, and how to change it: each change is a step that Back undoes. */
export function useSpendView() {
  const search: FlatSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const view = useMemo(() => readSpendView(search), [search])
  const change = (part: Partial<SpendView>) =>
    navigate({ to: '/', search: writeSpendView({ ...view, ...part }), resetScroll: false })
  return {
    view,
    change,
    toggleFilter: (filter: ToggledFilter) => change({ filters: toggleFilter(view.filters, filter) }),
  }
}
