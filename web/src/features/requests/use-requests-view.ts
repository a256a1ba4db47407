import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { EventFact, EventKey } from '../../lib/events-query.ts'
import { addFact, type RequestsView, readRequestsView, writeRequestsView } from '../../lib/requests-view.ts'
import { type FlatSearch, type ToggledFilter, toggleFilter } from '../../lib/search-params.ts'

/** The view that the URL describes, and how to change it: each change is a step that Back undoes. */
export function useRequestsView() {
  const search: FlatSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const view = useMemo(() => readRequestsView(search), [search])
  const change = (part: Partial<RequestsView>, replace = false) =>
    navigate({
      to: '/requests',
      search: writeRequestsView({ ...view, ...part }),
      replace,
      resetScroll: false,
    })
  return {
    view,
    change,
    toggleFilter: (filter: ToggledFilter) => change({ filters: toggleFilter(view.filters, filter) }),
    addFact: (fact: EventFact, value: string) => change({ facts: addFact(view.facts, fact, value) }),
    /** From one open request to the next is no step. */
    open: (key: EventKey | null) => change({ open: key }, key !== null && view.open !== null),
  }
}
