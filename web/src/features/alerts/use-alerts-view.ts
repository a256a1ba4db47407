import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type AlertsView, readAlertsView, writeAlertsView } from '../../lib/alerts-params.ts'
import type { FlatSearch } from '../../lib/search-params.ts'

/** The view that the URL describes, and how to change it. */
export function useAlertsView() {
  const search: FlatSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const view = useMemo(() => readAlertsView(search), [search])
  const change = (part: Partial<AlertsView>) =>
    navigate({
      to: '/alerts',
      search: (now) => writeAlertsView({ ...readAlertsView(now as FlatSearch), ...part }),
      resetScroll: false,
    })
  return { view, change }
}
