import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { projectsOptions } from '../api/queries.ts'
import { buttonClass } from '../components/button.tsx'
import { CardQuery } from '../components/card-query.tsx'
import { CurrencyFootnote } from '../components/currency-footnote.tsx'
import { PageBar, PageContent } from '../components/page-bar.tsx'
import { SimulationForm } from '../features/savings/simulation-form.tsx'
import { SimulationProgress } from '../features/savings/simulation-progress.tsx'
import { SimulationResult } from '../features/savings/simulation-result.tsx'
import { toSimulation } from '../features/savings/to-simulation.ts'
import { useSimulation } from '../features/savings/use-simulation.ts'
import type { FlatSearch } from '../lib/search-params.ts'
import { readSimulationView, type SimulationView, writeSimulationView } from '../lib/simulation-view.ts'

const CHANGES_NOTHING = 'Say what would be other: a model, a tier, a cache rate or a batch share.'

export function SimulationPage() {
  const search: FlatSearch = useSearch({ strict: false })
  const view = readSimulationView(search)
  const navigate = useNavigate()
  const projects = useQuery(projectsOptions)
  const { run, progress } = useSimulation()
  const start = (wanted: SimulationView) => {
    void navigate({ to: '/savings/simulate', search: writeSimulationView(wanted), resetScroll: false })
    const simulation = toSimulation(wanted)
    if (simulation) run.mutate(simulation)
    else run.reset()
  }
  const hint = toSimulation(view) === undefined && Object.keys(view).length > 0 ? CHANGES_NOTHING : null
  return (
    <>
      <PageBar title="Simulate" />
      <PageContent>
        <Link
          to="/savings"
          search={{}}
          className={`${buttonClass({ variant: 'ghost', size: 'sm' })} -mb-2 -ml-2 self-start`}
        >
          <ChevronLeft aria-hidden="true" />
          All opportunities
        </Link>
        <CardQuery what="Projects" query={projects} height="h-[280px]">
          {(data) => (
            <SimulationForm
              key={JSON.stringify(view)}
              view={view}
              projects={data}
              pending={run.isPending}
              error={run.error?.message ?? hint}
              onRun={start}
            />
          )}
        </CardQuery>
        {run.isPending && <SimulationProgress progress={progress} />}
        {run.data && !run.isPending && <SimulationResult simulation={run.data} />}
        <CurrencyFootnote />
      </PageContent>
    </>
  )
}
