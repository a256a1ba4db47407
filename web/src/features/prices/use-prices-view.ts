import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type PricesView, readPricesView, writePricesView } from '../../lib/prices-params.ts'
import type { FlatSearch } from '../../lib/search-params.ts'

/** The view that the URL describes, and how to change it. Typing replaces a step, all else adds one. */
export function usePricesView() {
  const search: FlatSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const view = useMemo(() => readPricesView(search), [search])
  // Built on the address of now, not on what was drawn: two changes may come before the next drawing.
  const change = (part: Partial<PricesView>, replace = false) =>
    navigate({
      to: '/prices',
      search: (now) => writePricesView({ ...readPricesView(now as FlatSearch), ...part }),
      resetScroll: false,
      replace,
    })
  return { view, change }
}
