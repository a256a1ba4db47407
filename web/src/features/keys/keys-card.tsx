import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { CardError } from '../../components/card-error.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { KeysTable } from './keys-table.tsx'
import { apiKeysOptions } from './queries.ts'

interface KeysCardProps {
  timeZone: string
  canEdit: boolean
  onCreate: () => void
}

export function KeysCard({ timeZone, canEdit, onCreate }: KeysCardProps) {
  const keys = useQuery(apiKeysOptions)
  if (keys.isPending) return <Skeleton className="h-[250px] rounded-xl!" />
  if (keys.isError) {
    return (
      <Card>
        <CardError what="API keys" error={keys.error} onRetry={() => keys.refetch()} />
      </Card>
    )
  }
  if (keys.data.length > 0) {
    return <KeysTable keys={keys.data} timeZone={timeZone} canEdit={canEdit} />
  }
  return (
    <Card>
      <EmptyState icon={KeyRound} title="No API keys yet">
        <p className="max-w-sm text-fg-3 text-xs">
          An app sends its events with a key. Each key belongs to one project and can be revoked at any time.
        </p>
        {canEdit && (
          <Button size="sm" variant="primary" className="mt-3" onClick={onCreate}>
            Create key
          </Button>
        )}
      </EmptyState>
    </Card>
  )
}
