import { useQuery } from '@tanstack/react-query'
import type { Project } from '#shared/api/projects.ts'
import type { OpportunityList } from '#shared/api/savings.ts'
import { api } from '../api/client.ts'
import { Button, buttonClass } from '../components/button.tsx'
import { Card, CardFooter, CardHead } from '../components/card.tsx'
import { CardQuery } from '../components/card-query.tsx'
import { Segmented } from '../components/segmented.tsx'
import { NoOpportunities } from '../features/savings/no-opportunities.tsx'
import { OpportunitiesTable } from '../features/savings/opportunities-table.tsx'
import { opportunitiesOptions } from '../features/savings/queries.ts'
import { SavingsFilters } from '../features/savings/savings-filters.tsx'
import { SavingsKpis } from '../features/savings/savings-kpis.tsx'
import { ago } from '../lib/dates.ts'
import { SAVINGS_TABS, type SavingsTab, type SavingsView } from '../lib/savings-view.ts'

interface SavingsSectionProps {
  view: SavingsView
  timeZone: string
  projects: readonly Project[]
  change: (part: Partial<SavingsView>) => void
}

const TAB_NAMES: Record<SavingsTab, string> = {
  open: 'Open',
  accepted: 'Accepted',
  realised: 'Realised',
  closed: 'Closed',
}

const inTab = (show: SavingsTab, { data }: OpportunityList) =>
  data.filter(({ state }) => (SAVINGS_TABS[show] as readonly string[]).includes(state))

export function SavingsSection({ view, timeZone, projects, change }: SavingsSectionProps) {
  const list = useQuery(opportunitiesOptions(view.project))
  return (
    <CardQuery what="Savings" query={list} height="h-[480px]">
      {(data) => (
        <>
          <SavingsKpis totals={data.totals} />
          <div className="-mx-1 flex flex-wrap items-center gap-3 overflow-x-auto px-1 py-0.5">
            <Segmented
              label="Which opportunities"
              value={view.show}
              options={(Object.keys(SAVINGS_TABS) as SavingsTab[]).map((value) => ({
                value,
                label: `${TAB_NAMES[value]} · ${inTab(value, data).length}`,
              }))}
              onChange={(show) => change({ show })}
            />
            <SavingsFilters list={data} view={view} projects={projects} onChange={change} />
          </div>
          <OpportunitiesCard list={data} view={view} timeZone={timeZone} change={change} />
        </>
      )}
    </CardQuery>
  )
}

interface OpportunitiesCardProps extends Pick<SavingsSectionProps, 'view' | 'timeZone' | 'change'> {
  list: OpportunityList
}

function OpportunitiesCard({ list, view, timeZone, change }: OpportunitiesCardProps) {
  const all = inTab(view.show, list)
  const rows = all.filter(
    ({ scope, from, confidence }) =>
      (view.feature === null || scope.feature === view.feature) &&
      (view.model === null || from.model === view.model) &&
      (view.confidence === null || confidence === view.confidence),
  )
  const searched = list.refreshedAt
  return (
    <Card aria-labelledby="opportunities">
      <CardHead
        id="opportunities"
        title="Opportunities"
        sub={
          searched === null
            ? 'From the last 30 days of traffic'
            : `From the last 30 days of traffic, searched ${ago(searched, Date.now(), timeZone)}`
        }
        actions={view.project !== null && <PolicyLinks project={view.project} />}
      />
      {rows.length > 0 && <OpportunitiesTable rows={rows} />}
      {all.length === 0 && <NoOpportunities show={view.show} searched={searched !== null} />}
      {all.length > 0 && rows.length === 0 && (
        <p className="flex items-center gap-3 border-t px-4 py-8 text-fg-2">
          None of {all.length} matches the filters.
          <Button size="sm" onClick={() => change({ feature: null, model: null, confidence: null })}>
            Clear filters
          </Button>
        </p>
      )}
      <CardFooter>
        Amounts are marginal: each is what is left to save after those above it in effect, so that they can be
        added up.
      </CardFooter>
    </Card>
  )
}

/** What was accepted in a project, for a router that carries it out. */
function PolicyLinks({ project }: { project: string }) {
  const link = `${buttonClass({ variant: 'ghost', size: 'sm' })} -my-1`
  return (
    <span className="flex gap-1">
      <a className={link} href={api.routingPolicyPath({ project, format: 'json' })}>
        Policy
      </a>
      <a className={link} href={api.routingPolicyPath({ project, format: 'litellm' })}>
        LiteLLM
      </a>
    </span>
  )
}
