import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { CircleCheck } from 'lucide-react'
import type { UnpricedModel } from '#shared/api/prices.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { cellClass, edgeClass, headCellClass, numberClass } from '../../components/table.ts'
import { fullDay } from '../../lib/dates.ts'
import { compact, integer } from '../../lib/format.ts'
import type { AliasDraft } from './alias-dialog.tsx'
import type { OverrideDraft } from './override-dialog.tsx'
import { unpricedOptions } from './queries.ts'

interface UnpricedCardProps {
  timeZone: string
  canEdit: boolean
  onPrice: (draft: OverrideDraft) => void
  onName: (draft: AliasDraft) => void
}

const COLUMNS = [
  ['Model', ''],
  ['Project', 'max-md:hidden'],
  ['Why', 'max-lg:hidden'],
  ['Events', 'text-right!'],
  ['Tokens', 'max-sm:hidden text-right!'],
  ['First seen', 'max-lg:hidden'],
  ['Last seen', 'max-md:hidden'],
] as const

/** What nobody can price yet, and what to do about it. */
export function UnpricedCard({ timeZone, canEdit, onPrice, onName }: UnpricedCardProps) {
  const unpriced = useQuery(unpricedOptions)
  if (unpriced.isPending) return <Skeleton className="h-64 rounded-xl!" />
  if (unpriced.isError)
    return (
      <Card>
        <CardError what="The inbox" error={unpriced.error} onRetry={() => unpriced.refetch()} />
      </Card>
    )
  if (unpriced.data.length === 0)
    return (
      <Card>
        <EmptyState icon={CircleCheck} title="Every event has a cost">
          <p className="max-w-md text-fg-3 text-xs">
            Models without a price wait here. They are never counted as $0.
          </p>
        </EmptyState>
      </Card>
    )
  return (
    <Card aria-labelledby="unpriced">
      <CardHead
        id="unpriced"
        title="Waiting for a price"
        sub="Their cost is unknown and in no total. It becomes known within a minute after a price or a name is added."
      />
      <table className="w-full border-t">
        <thead>
          <tr className="border-b">
            {COLUMNS.map(([name, className]) => (
              <th key={name} scope="col" className={clsx(headCellClass, edgeClass, className)}>
                {name}
              </th>
            ))}
            {canEdit && (
              <td className={clsx(headCellClass, edgeClass)}>
                <span className="sr-only">Actions</span>
              </td>
            )}
          </tr>
        </thead>
        <tbody className="[&>tr+tr]:border-t">
          {unpriced.data.map((row) => (
            <UnpricedRow
              key={`${row.projectId} ${row.provider}/${row.model} ${row.reason}`}
              row={row}
              timeZone={timeZone}
              actions={canEdit ? { onPrice, onName } : undefined}
            />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

interface UnpricedRowProps {
  row: UnpricedModel
  timeZone: string
  actions: Pick<UnpricedCardProps, 'onPrice' | 'onName'> | undefined
}

function UnpricedRow({ row, timeZone, actions }: UnpricedRowProps) {
  const { provider, model, projectName, reason, events, tokens, firstSeen, lastSeen } = row
  const cell = clsx(cellClass, edgeClass, 'py-1.5 text-fg-2')
  const name = `${provider}/${model}`
  return (
    <tr>
      <th scope="row" className={clsx(cell, 'text-left font-medium text-fg!')}>
        <span className="[overflow-wrap:anywhere]">{name}</span>
        <span className="block font-normal text-2xs text-fg-3 md:hidden">{projectName}</span>
        <span className="block font-normal text-2xs text-fg-3 lg:hidden">{reasonText(reason)}</span>
      </th>
      <td className={clsx(cell, 'max-md:hidden')}>{projectName}</td>
      <td className={clsx(cell, 'whitespace-nowrap max-lg:hidden')}>{reasonText(reason)}</td>
      <td className={clsx(cell, numberClass)} title={integer(events)}>
        {compact(events)}
      </td>
      <td className={clsx(cell, numberClass, 'max-sm:hidden')} title={integer(tokens)}>
        {compact(tokens)}
      </td>
      <td className={clsx(cell, 'num whitespace-nowrap max-lg:hidden')}>{fullDay(firstSeen, timeZone)}</td>
      <td className={clsx(cell, 'num whitespace-nowrap max-md:hidden')}>{fullDay(lastSeen, timeZone)}</td>
      {actions && (
        <td className={clsx(cell, 'text-right')}>
          <span className="inline-flex justify-end gap-1 max-sm:flex-col max-sm:items-end">
            <Button
              size="sm"
              aria-label={`Add a price for ${name}`}
              onClick={() => actions.onPrice({ provider, model })}
            >
              Add a price
            </Button>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Name ${name} as another model`}
              onClick={() => actions.onName({ provider, name: model, targetProvider: provider })}
            >
              Name it as…
            </Button>
          </span>
        </td>
      )}
    </tr>
  )
}

/** `unknown_model` -> `Unknown model`. */
function reasonText(reason: string | null): string {
  const words = (reason ?? 'not known').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
