import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { useState } from 'react'
import { meOptions, projectsOptions } from '../api/queries.ts'
import { buttonClass } from '../components/button.tsx'
import { CurrencyFootnote } from '../components/currency-footnote.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { CompareToggle } from '../features/filters/compare-toggle.tsx'
import { CopyLinkButton } from '../features/filters/copy-link-button.tsx'
import { FilterChips } from '../features/filters/filter-chips.tsx'
import { FilterPicker } from '../features/filters/filter-picker.tsx'
import { RangeMenu } from '../features/filters/range-menu.tsx'
import { useModelView } from '../features/filters/use-model-view.ts'
import { writeShared } from '../lib/shared-search.ts'
import { ModelSection } from './model-section.tsx'
import { useViewKeys } from './use-view-keys.ts'

export function ModelPage() {
  const { provider = '', model = '' } = useParams({ strict: false })
  const { view, change, toggleFilter } = useModelView()
  const [filterOpen, setFilterOpen] = useState(false)
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  const projects = useQuery(projectsOptions).data ?? []
  const toggleCompare = () => change({ compare: view.compare === 'prev' ? 'none' : 'prev' })
  useViewKeys({ view, timeZone, change, toggleCompare, openFilter: () => setFilterOpen(true) })
  return (
    <>
      <PageBar title={model}>
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
        <Link
          to="/models"
          search={writeShared(view)}
          className={`${buttonClass({ variant: 'ghost', size: 'sm' })} -mb-2 -ml-2 self-start`}
        >
          <ChevronLeft aria-hidden="true" />
          All models
        </Link>
        <FilterChips
          filters={view.filters}
          projectNames={new Map(projects.map(({ id, name }) => [id, name]))}
          onChange={(filters) => change({ filters })}
        />
        <ModelSection
          provider={provider}
          model={model}
          view={view}
          timeZone={timeZone}
          projects={projects}
          change={change}
        />
        <CurrencyFootnote />
      </PageContent>
    </>
  )
}
