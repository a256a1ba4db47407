import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { meOptions, projectsOptions } from '../api/queries.ts'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { DemoOffer } from '../features/demo/demo-offer.tsx'
import { CompareToggle } from '../features/filters/compare-toggle.tsx'
import { CopyLinkButton } from '../features/filters/copy-link-button.tsx'
import { FilterPicker } from '../features/filters/filter-picker.tsx'
import { RangeMenu } from '../features/filters/range-menu.tsx'
import { useSpendView } from '../features/filters/use-spend-view.ts'
import { SpendCsvMenu } from '../features/spend/spend-csv-menu.tsx'
import { OverviewCards } from './overview-cards.tsx'
import { useViewKeys } from './use-view-keys.ts'

const FirstRun = lazy(async () => {
  const { FirstRun } = await import('../features/onboarding/first-run.tsx')
  return { default: FirstRun }
})

const UTC = 'UTC'

export function OverviewPage() {
  const { view, change, toggleFilter } = useSpendView()
  const [filterOpen, setFilterOpen] = useState(false)
  const me = useQuery(meOptions).data
  const projects = useQuery(projectsOptions)
  const timeZone = me?.timeZone ?? UTC
  const toggleCompare = () => change({ compare: view.compare === 'prev' ? 'none' : 'prev' })
  const isFirstRun = projects.data?.every((project) => project.lastEventAt === null) ?? false
  useViewKeys({ view, timeZone, change, toggleCompare, openFilter: () => setFilterOpen(true) })

  if (isFirstRun) {
    return (
      <>
        <PageBar title="Overview" />
        <PageContent>
          <Suspense>
            <FirstRun projects={projects.data ?? []} canCreateKeys={me?.may.includes('manageKeys') ?? false}>
              <DemoOffer canLoad={me?.may.includes('manageProjects') ?? false} />
            </FirstRun>
          </Suspense>
        </PageContent>
      </>
    )
  }
  return (
    <>
      <PageBar title="Overview">
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
        <SpendCsvMenu view={view} groupBy={view.group} timeZone={timeZone} />
      </PageBar>
      <PageContent>
        <OverviewCards
          view={view}
          timeZone={timeZone}
          projects={projects.data ?? []}
          isAdmin={me?.user.role === 'admin'}
          change={change}
          toggleFilter={toggleFilter}
        />
      </PageContent>
    </>
  )
}
