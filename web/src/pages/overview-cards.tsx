import { useQuery } from '@tanstack/react-query'
import { Info } from 'lucide-react'
import type { Project } from '#shared/api/projects.ts'
import { meOptions, useMay } from '../api/queries.ts'
import { CurrencyNote } from '../components/currency-note.tsx'
import { AlertsFeed } from '../features/alerts/alerts-feed.tsx'
import { DemoBanner } from '../features/demo/demo-banner.tsx'
import { FilterChips } from '../features/filters/filter-chips.tsx'
import { CappedBanner } from '../features/spend/capped-banner.tsx'
import { NoSpend } from '../features/spend/no-spend.tsx'
import { spendByOptions } from '../features/spend/queries.ts'
import type { SpendView } from '../lib/search-params.ts'
import { BudgetOverviewSection } from './budget-overview-section.tsx'
import { ChangesSection } from './changes-section.tsx'
import { FeaturesSection } from './features-section.tsx'
import { KpiSection } from './kpi-section.tsx'
import { lastEvent } from './last-event.ts'
import type { OverviewProps } from './overview-props.ts'
import { SavingsOverview } from './savings-overview.tsx'
import { SpendSection } from './spend-section.tsx'
import { UsersSection } from './users-section.tsx'

/** The demo project whose events are among those shown. */
function shownDemo({ filters }: SpendView, projects: readonly Project[]): Project | undefined {
  return projects.find(({ id, demo, lastEventAt }) => {
    const hidden = filters.some(
      ({ label, exclude, values }) => label === 'project' && values.includes(id) === exclude,
    )
    return demo && lastEventAt !== null && !hidden
  })
}

export function OverviewCards(props: OverviewProps) {
  const { view, timeZone, projects, isAdmin, change } = props
  const spend = useQuery(spendByOptions({ view, groupBy: view.group, timeZone }))
  const demo = shownDemo(view, projects)
  const currency = useQuery(meOptions).data?.currency ?? null
  const canEdit = useMay('manageBudgets')
  const isEmpty = spend.data?.total.requests === 0
  return (
    <>
      {demo && <DemoBanner project={demo} canRemove={isAdmin} />}
      <CappedBanner projects={projects} />
      <FilterChips
        filters={view.filters}
        projectNames={new Map(projects.map(({ id, name }) => [id, name]))}
        onChange={(filters) => change({ filters })}
      />
      {isEmpty ? (
        <NoSpend
          range={view.range}
          timeZone={timeZone}
          filtered={view.filters.length > 0}
          lastEventAt={lastEvent(projects)}
          onRange={(range) => change({ range })}
          onClearFilters={() => change({ filters: [] })}
        />
      ) : (
        <>
          <KpiSection {...props} />
          <SpendSection {...props} />
          <div className="grid gap-4 *:min-w-0 lg:grid-cols-2 xl:has-[>:nth-child(3)]:grid-cols-3">
            <BudgetOverviewSection />
            <SavingsOverview />
            <ChangesSection {...props} />
          </div>
          <div className="grid gap-4 *:min-w-0 xl:grid-cols-[minmax(0,1fr)_400px]">
            <FeaturesSection {...props} />
            <div className="grid grid-rows-[auto_1fr] gap-4">
              <AlertsFeed timeZone={timeZone} canEdit={canEdit} now={Date.now()} />
              <UsersSection {...props} />
            </div>
          </div>
        </>
      )}
      <p className="flex items-center gap-1.5 text-fg-3 text-xs">
        <Info aria-hidden="true" className="size-3.5 shrink-0" />
        <span>
          <CurrencyNote currency={currency} />
          {currency ? '. Costs are ' : ' '}at list price in force when each request ran. Days in {timeZone}.
        </span>
      </p>
    </>
  )
}
