import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { meOptions, projectsOptions } from '../api/queries.ts'
import { CurrencyFootnote } from '../components/currency-footnote.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { ExploreControls } from '../features/explore/explore-controls.tsx'
import { ExploredCsvMenu } from '../features/explore/explored-csv-menu.tsx'
import { exploreOptions } from '../features/explore/queries.ts'
import { CompareToggle } from '../features/filters/compare-toggle.tsx'
import { CopyLinkButton } from '../features/filters/copy-link-button.tsx'
import { FilterChips } from '../features/filters/filter-chips.tsx'
import { FilterPicker } from '../features/filters/filter-picker.tsx'
import { RangeMenu } from '../features/filters/range-menu.tsx'
import { useExploreView } from '../features/filters/use-explore-view.ts'
import { SavedViewsMenu } from '../features/saved-views/saved-views-menu.tsx'
import { CappedBanner } from '../features/spend/capped-banner.tsx'
import { writeExploreView } from '../lib/explore-params.ts'
import { declaredTagLabels } from '../lib/labels.ts'
import { parseQuery, stringifyQuery } from '../lib/search-params.ts'
import { ExploreSection } from './explore-section.tsx'
import { useViewKeys } from './use-view-keys.ts'

export function ExplorePage() {
  const { view, change, toggleFilter } = useExploreView()
  const [filterOpen, setFilterOpen] = useState(false)
  const me = useQuery(meOptions).data
  const timeZone = me?.timeZone ?? 'UTC'
  const navigate = useNavigate()
  const projects = useQuery(projectsOptions).data ?? []
  const explored = useQuery(exploreOptions(view, timeZone))
  const toggleCompare = () => change({ compare: view.compare === 'prev' ? 'none' : 'prev' })
  useViewKeys({ view, timeZone, change, toggleCompare, openFilter: () => setFilterOpen(true) })
  return (
    <>
      <PageBar title="Explore">
        <FilterPicker
          open={filterOpen}
          onOpenChange={setFilterOpen}
          view={view}
          timeZone={timeZone}
          onToggle={toggleFilter}
        />
        <SavedViewsMenu
          params={stringifyQuery(writeExploreView(view)).slice(1)}
          onOpen={(params) => navigate({ to: '/explore', search: parseQuery(params) })}
        />
        <RangeMenu range={view.range} onChange={(range) => change({ range })} />
        <CompareToggle compared={view.compare === 'prev'} onToggle={toggleCompare} />
        <CopyLinkButton />
        <ExploredCsvMenu explored={explored.data} />
      </PageBar>
      <PageContent>
        <CappedBanner projects={projects} />
        <ExploreControls
          view={view}
          tags={declaredTagLabels(projects)}
          explored={explored.data}
          onChange={change}
        />
        <FilterChips
          filters={view.filters}
          projectNames={new Map(projects.map(({ id, name }) => [id, name]))}
          onChange={(filters) => change({ filters })}
        />
        <ExploreSection view={view} timeZone={timeZone} projects={projects} change={change} />
        <CurrencyFootnote />
      </PageContent>
    </>
  )
}
