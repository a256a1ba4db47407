import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import {
  type FlatSearch,
  type LabelFilter,
  type ToggledFilter,
  toggleFilter,
} from '../../lib/search-params.ts'

interface Page<View> {
  path: '/' | '/explore' | '/models' | '/models/$provider/$model'
  read: (search: FlatSearch) => View
  write: (view: View) => FlatSearch
}

/** The view that the URL of a page describes, and how to change it: each change is a step that Back undoes. */
export function useView<View extends { filters: LabelFilter[] }>({ path, read, write }: Page<View>) {
  const search: FlatSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const view = useMemo(() => read(search), [read, search])
  const change = (part: Partial<View>) =>
    navigate({ to: path, params: true, search: write({ ...view, ...part }), resetScroll: false })
  return {
    view,
    change,
    toggleFilter: (filter: ToggledFilter) =>
      change({ filters: toggleFilter(view.filters, filter) } as Partial<View>),
  }
}
