import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import type { CatalogueUpdate } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { notify } from '../../components/notify.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { fullDay } from '../../lib/dates.ts'
import { integer, plural } from '../../lib/format.ts'
import { updateOptions } from './queries.ts'
import { RunCard } from './run-card.tsx'

interface UpdateSectionProps {
  projects: readonly Project[]
  timeZone: string
  canEdit: boolean
  isAdmin: boolean
}

/** Whether last month was priced with another catalogue than the installed one, and what that changes. */
export function UpdateSection({ projects, timeZone, canEdit, isAdmin }: UpdateSectionProps) {
  const update = useQuery(updateOptions)
  if (update.isPending) return <Skeleton className="h-64 rounded-xl!" />
  if (update.isError)
    return (
      <Card>
        <CardError what="The update" error={update.error} onRetry={() => update.refetch()} />
      </Card>
    )
  const { run } = update.data
  return (
    <>
      <UpdateCard update={update.data} canEdit={canEdit} />
      {run && <RunCard run={run} projects={projects} timeZone={timeZone} isAdmin={isAdmin} />}
    </>
  )
}

const monthName = (instant: string) =>
  new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(instant),
  )

function UpdateCard({ update, canEdit }: { update: CatalogueUpdate; canEdit: boolean }) {
  const queryClient = useQueryClient()
  const { filter, run, version, checkedOn, pricedWith, allCounted } = update
  const preview = useMutation({
    mutationFn: () => api.previewReprice(filter),
    onError: (error) => notify('error', error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['prices'] }),
  })
  const month = monthName(filter.from ?? '')
  return (
    <Card aria-labelledby="update">
      <CardHead
        id="update"
        title={headline(update, month)}
        sub={`Installed: catalogue ${version}, checked ${fullDay(checkedOn, 'UTC')}. It comes with Spendscope and changes when you update it.`}
      />
      {pricedWith.length > 0 && <VersionsTable pricedWith={pricedWith} />}
      <CardFooter>
        <span>
          {run
            ? 'Worked out with the prices of now. Approving it changes the cost of last month’s events.'
            : 'Working it out is a dry run: it changes nothing.'}
        </span>
        {!allCounted && (
          <span className="text-warn">Counted over a part of the month: it has more events.</span>
        )}
        {canEdit && pricedWith.length > 0 && !run && (
          <span className="sm:ml-auto">
            <Button variant="primary" disabled={preview.isPending} onClick={() => preview.mutate()}>
              Work out what it changes
            </Button>
          </span>
        )}
      </CardFooter>
    </Card>
  )
}

function headline({ pricedWith, allCounted }: CatalogueUpdate, month: string): string {
  if (pricedWith.length === 0) return `Nothing was priced in ${month}`
  const older = pricedWith.filter(({ installed }) => !installed).reduce((sum, { events }) => sum + events, 0)
  if (older === 0)
    return allCounted
      ? `All of ${month} was priced with the installed catalogue`
      : `What was counted of ${month} was priced with the installed catalogue`
  return `${integer(older)} ${plural(older, 'event')} of ${month} ${older === 1 ? 'was' : 'were'} priced with another catalogue`
}

function VersionsTable({ pricedWith }: Pick<CatalogueUpdate, 'pricedWith'>) {
  return (
    <table className="w-full border-t">
      <caption className="sr-only">Catalogues that priced last month</caption>
      <thead>
        <tr className="border-b">
          <th scope="col" className={clsx(headCellClass, edgeClass)}>
            Priced with catalogue
          </th>
          <th scope="col" className={clsx(headCellClass, edgeClass, 'text-right!')}>
            Events
          </th>
        </tr>
      </thead>
      <tbody className="[&>tr+tr]:border-t">
        {pricedWith.map(({ version, events, installed }) => (
          <tr key={version}>
            <th scope="row" className={clsx(cellClass, edgeClass, 'text-left font-medium')}>
              <span className="mr-2 font-mono text-xs">{version}</span>
              {installed && <Badge tone="good">Installed</Badge>}
            </th>
            <td className={clsx(cellClass, edgeClass, numberClass)}>{integer(events)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
