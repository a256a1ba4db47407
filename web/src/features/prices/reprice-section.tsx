import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import type { RepriceRun } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { useMoney } from '../../api/use-money.ts'
import { Badge } from '../../components/badge.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { ago, type Day } from '../../lib/dates.ts'
import { compact, integer, UNKNOWN } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'
import { runsOptions } from './queries.ts'
import { RepriceForm } from './reprice-form.tsx'
import { RunCard } from './run-card.tsx'
import { differenceOf, filterText, STATE_WORDS } from './run-text.ts'

interface RepriceSectionProps {
  /** Id of the run that is looked at. */
  run: string
  projects: readonly Project[]
  timeZone: string
  today: Day
  canEdit: boolean
  isAdmin: boolean
  onRun: (id: string) => void
}

/** A form for a preview, the run that is looked at, and all runs. */
export function RepriceSection(props: RepriceSectionProps) {
  const { run: id, projects, timeZone, today, canEdit, isAdmin, onRun } = props
  const runs = useQuery(runsOptions)
  const shown = runs.data?.find((run) => run.id === id)
  return (
    <>
      {canEdit && <RepriceForm projects={projects} today={today} onPreview={(run) => onRun(run.id)} />}
      {shown && <RunCard run={shown} projects={projects} timeZone={timeZone} isAdmin={isAdmin} />}
      {runs.isPending && <Skeleton className="h-40 rounded-xl!" />}
      {runs.isError && (
        <Card>
          <CardError what="Re-pricings" error={runs.error} onRetry={() => runs.refetch()} />
        </Card>
      )}
      {runs.data && (
        <Card aria-labelledby="runs">
          <CardHead id="runs" title="Re-pricings" sub="The latest 100, the automatic ones among them" />
          {runs.data.length === 0 ? (
            <p className="border-t px-4 py-3 text-fg-3">There has been none.</p>
          ) : (
            <RunsTable runs={runs.data} projects={projects} timeZone={timeZone} onRun={onRun} />
          )}
        </Card>
      )}
    </>
  )
}

interface RunsTableProps extends Pick<RepriceSectionProps, 'projects' | 'timeZone' | 'onRun'> {
  runs: readonly RepriceRun[]
}

function RunsTable({ runs, projects, timeZone, onRun }: RunsTableProps) {
  const money = useMoney()
  const cell = clsx(cellClass, edgeClass)
  const head = (name: string, className?: string) => (
    <th scope="col" className={clsx(headCellClass, edgeClass, className)}>
      {name}
    </th>
  )
  return (
    <table className="w-full border-t">
      <thead>
        <tr className="border-b">
          {head('Which events')}
          {head('By', 'max-md:hidden')}
          {head('When', 'max-sm:hidden')}
          {head('Changed', 'text-right!')}
          {head('Difference', 'max-xs:hidden text-right!')}
          {head('State')}
        </tr>
      </thead>
      <tbody className="[&>tr+tr]:border-t">
        {runs.map((run) => (
          <tr key={run.id} className="relative transition-colors duration-75 hover:bg-hover">
            <th scope="row" className={clsx(cell, 'py-1.5 text-left font-medium')}>
              <button
                type="button"
                onClick={() => onRun(run.id)}
                className="rounded-sm text-left after:absolute after:inset-0"
              >
                {filterText(run.filter, projects)}
              </button>
            </th>
            <td className={clsx(cell, 'text-fg-2 max-md:hidden')}>{run.createdBy}</td>
            <td className={clsx(cell, 'text-fg-2 max-sm:hidden')}>
              {ago(run.createdAt, Date.now(), timeZone)}
            </td>
            <td className={clsx(cell, numberClass)}>{changedText(run)}</td>
            <td className={clsx(cell, numberClass, 'max-xs:hidden')}>{differenceText(run, money)}</td>
            <td className={cell}>
              <Badge tone={STATE_WORDS[run.state].tone}>{STATE_WORDS[run.state].name}</Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was changed, or what a preview would change. */
function changedText({ state, changed, summary }: RepriceRun) {
  if (state !== 'previewed') return <span title={integer(changed)}>{compact(changed)}</span>
  return summary ? <span className="text-fg-3">{compact(summary.changed)} would</span> : UNKNOWN
}

function differenceText({ state, differenceUsd, summary }: RepriceRun, money: Money): string {
  if (state === 'previewed') return summary ? money.change(differenceOf(summary)) : UNKNOWN
  return money.change(differenceUsd)
}
