import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { buttonClass } from '../../components/button.tsx'
import { readExploreView, writeExploreView } from '../../lib/explore-params.ts'
import type { SpendView } from '../../lib/search-params.ts'

/** The same question on Explore, where more can be asked. */
export function ExploreLink({ view: { range, compare, filters, metric, group } }: { view: SpendView }) {
  const asked = { ...readExploreView({}), range, compare, filters, metric, group }
  return (
    <Link
      to="/explore"
      search={writeExploreView(asked)}
      className={`${buttonClass({ variant: 'ghost', size: 'sm' })} -my-1 -mr-2`}
    >
      Open in Explore
      <ChevronRight aria-hidden="true" />
    </Link>
  )
}
