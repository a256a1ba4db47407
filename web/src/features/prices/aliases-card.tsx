import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Signature } from 'lucide-react'
import { useState } from 'react'
import type { ModelAlias } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Card } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { cellClass, edgeClass } from '../../components/table.ts'
import type { AliasDraft } from './alias-dialog.tsx'
import { EntryCells, EntryHead } from './entry-cells.tsx'
import { aliasesOptions } from './queries.ts'
import { RetireDialog } from './retire-dialog.tsx'

interface AliasesCardProps {
  projects: readonly Project[]
  canEdit: boolean
  /** The day from which a change counts. */
  today: string
  onEdit: (draft: AliasDraft) => void
}

export function AliasesCard({ projects, canEdit, today, onEdit }: AliasesCardProps) {
  const aliases = useQuery(aliasesOptions)
  const [retiring, setRetiring] = useState<ModelAlias | null>(null)
  if (aliases.isPending) return <Skeleton className="h-64 rounded-xl!" />
  if (aliases.isError)
    return (
      <Card>
        <CardError what="Own names" error={aliases.error} onRetry={() => aliases.refetch()} />
      </Card>
    )
  if (aliases.data.length === 0)
    return (
      <Card>
        <EmptyState icon={Signature} title="No own names">
          <p className="max-w-md text-fg-3 text-xs">
            A deployment or an inference profile has a name that no catalogue knows. Say here which model it
            stands for.
          </p>
        </EmptyState>
      </Card>
    )
  return (
    <Card aria-label="Own names">
      <table className="w-full">
        <EntryHead names={['Name', 'Stands for']} canEdit={canEdit} />
        <tbody className="[&>tr+tr]:border-t">
          {aliases.data.map((entry) => (
            <tr key={entry.id}>
              <th scope="row" className={clsx(cellClass, edgeClass, 'py-1.5 text-left font-medium')}>
                <span className="[overflow-wrap:anywhere]">
                  {entry.provider}/{entry.name}
                </span>
                <span className="block font-normal text-2xs text-fg-3 sm:hidden">{targetOf(entry)}</span>
              </th>
              <td className={clsx(cellClass, edgeClass, 'text-fg-2 max-sm:hidden')}>{targetOf(entry)}</td>
              <EntryCells
                entry={entry}
                projects={projects}
                now={Date.now()}
                actions={
                  canEdit
                    ? {
                        name: `${entry.provider}/${entry.name}`,
                        onEdit: () => onEdit({ ...entry, replaces: true, from: today }),
                        onRetire: () => setRetiring(entry),
                      }
                    : undefined
                }
              />
            </tr>
          ))}
        </tbody>
      </table>
      {retiring && (
        <RetireDialog
          what={`the name ${retiring.provider}/${retiring.name}`}
          retire={() => api.retireModelAlias(retiring.id)}
          onClose={() => setRetiring(null)}
        />
      )}
    </Card>
  )
}

const targetOf = ({ targetProvider, targetModel }: ModelAlias) => `${targetProvider}/${targetModel}`
