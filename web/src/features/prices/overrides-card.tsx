import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Tag } from 'lucide-react'
import { useState } from 'react'
import type { PriceOverride } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Card } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { cellClass, edgeClass } from '../../components/table.ts'
import { EntryCells, EntryHead } from './entry-cells.tsx'
import type { OverrideDraft } from './override-dialog.tsx'
import { overridesOptions } from './queries.ts'
import { className, rateText, toPublishedRates } from './rate-text.ts'
import { RetireDialog } from './retire-dialog.tsx'

interface OverridesCardProps {
  projects: readonly Project[]
  canEdit: boolean
  /** The day from which a change counts. */
  today: string
  onEdit: (draft: OverrideDraft) => void
}

export function OverridesCard({ projects, canEdit, today, onEdit }: OverridesCardProps) {
  const overrides = useQuery(overridesOptions)
  const [retiring, setRetiring] = useState<PriceOverride | null>(null)
  if (overrides.isPending) return <Skeleton className="h-64 rounded-xl!" />
  if (overrides.isError)
    return (
      <Card>
        <CardError what="Own prices" error={overrides.error} onRetry={() => overrides.refetch()} />
      </Card>
    )
  if (overrides.data.length === 0)
    return (
      <Card>
        <EmptyState icon={Tag} title="No own prices">
          <p className="max-w-md text-fg-3 text-xs">
            Everything is charged at the catalogue's prices. Add your own for negotiated rates and private
            models.
          </p>
        </EmptyState>
      </Card>
    )
  return (
    <Card aria-label="Own prices">
      <table className="w-full">
        <EntryHead names={['Model', 'Prices']} canEdit={canEdit} />
        <tbody className="[&>tr+tr]:border-t">
          {overrides.data.map((entry) => (
            <OverrideRow
              key={entry.id}
              entry={entry}
              projects={projects}
              onEdit={canEdit ? () => onEdit({ ...entry, replaces: true, from: today }) : undefined}
              onRetire={() => setRetiring(entry)}
            />
          ))}
        </tbody>
      </table>
      {retiring && (
        <RetireDialog
          what={`the price of ${retiring.provider}/${retiring.model}`}
          retire={() => api.retirePriceOverride(retiring.id)}
          onClose={() => setRetiring(null)}
        />
      )}
    </Card>
  )
}

interface OverrideRowProps {
  entry: PriceOverride
  projects: readonly Project[]
  onEdit: (() => void) | undefined
  onRetire: () => void
}

function OverrideRow({ entry, projects, onEdit, onRetire }: OverrideRowProps) {
  const name = `${entry.provider}/${entry.model}`
  const rates = toPublishedRates(entry.prices.rates)
  const prices = rates.map((rate) => `${className(rate.class)} ${rateText(rate)}`).join(' · ')
  return (
    <tr>
      <th scope="row" className={clsx(cellClass, edgeClass, 'py-1.5 text-left font-medium')}>
        <span className="[overflow-wrap:anywhere]">{name}</span>
        <span className="num block font-normal text-2xs text-fg-3 sm:hidden">{prices}</span>
        {entry.note && <span className="block font-normal text-2xs text-fg-3">{entry.note}</span>}
      </th>
      <td className={clsx(cellClass, edgeClass, 'num py-1.5 text-fg-2 max-sm:hidden')}>{prices}</td>
      <EntryCells
        entry={entry}
        projects={projects}
        now={Date.now()}
        actions={onEdit && { name, onEdit, onRetire }}
      />
    </tr>
  )
}
