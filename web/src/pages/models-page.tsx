import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { meOptions, projectsOptions } from '../api/queries.ts'
import { CurrencyFootnote } from '../components/currency-footnote.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { CompareToggle } from '../features/filters/compare-toggle.tsx'
import { CopyLinkButton } from '../features/filters/copy-link-button.tsx'
import { FilterChips } from '../features/filters/filter-chips.tsx'
import { FilterPicker } from '../features/filters/filter-picker.tsx'
import { RangeMenu } from '../features/filters/range-menu.tsx'
import { useModelsView } from '../features/filters/use-models-view.ts'
import { CappedBanner } from '../features/spend/capped-banner.tsx'
import { ModelsSection } from './models-section.tsx'
import { useViewKeys } from './use-view-keys.ts'

export function ModelsPage() {
  const { view, change, toggleFilter } = useModelsView()
  const [filterOpen, setFilterOpen] = useState(false)
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const projects = useQuery(projectsOptions).data ?? []
  const toggleCompare = () => change({ compare: view.compare === 'prev' ? 'none' : 'prev' })
  useViewKeys({ view, timeZone, change, toggleCompare, openFilter: () => setFilterOpen(true) })
  return (
    <>
      <PageBar title="Models">
        <FilterPicker
          open={filterOpen}
          onOpenChange={setFilterOpen}
          view={view}
          timeZone={timeZone}
          onToggle={toggleFilter}
        />
        <RangeMenu range={view.range} onChange={(range) => change({ range })} />
        <CompareToggle compared={view.compare === 'prev'} onToggle={toggleCompare} />
        <CopyLinkButton />
      </PageBar>
      <PageContent>
        <CappedBanner projects={projects} />
        <FilterChips
          filters={view.filters}
          projectNames={new Map(projects.map(({ id, name }) => [id, name]))}
          onChange={(filters) => change({ filters })}
        />
        <ModelsSection view={view} timeZone={timeZone} projects={projects} change={change} />
        <CurrencyFootnote />
      </PageContent>
    </>
  )
}
