import { useQuery } from '@tanstack/react-query'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { ChangesCard } from '../features/spend/changes-card.tsx'
import { spendChangesOptions } from '../features/spend/queries.ts'
import { HalfCardSkeleton } from '../features/spend/spend-skeleton.tsx'
import type { OverviewProps } from './overview-props.ts'

export function ChangesSection({ view, timeZone }: OverviewProps) {
  const changes = useQuery(spendChangesOptions({ view, timeZone }))
  // Figures that are there stay, even when refreshing them failed.
  if (!changes.data) {
    if (!changes.error) return <HalfCardSkeleton label="Why spend changed" />
    return (
      <Card>
        <CardError what="Why spend changed" error={changes.error} onRetry={() => changes.refetch()} />
      </Card>
    )
  }
  return (
    <Refetching fill stale={changes.isPlaceholderData}>
      <ChangesCard changes={changes.data} />
    </Refetching>
  )
}
