import { useQuery } from '@tanstack/react-query'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { spendByOptions } from '../features/spend/queries.ts'
import { HalfCardSkeleton } from '../features/spend/spend-skeleton.tsx'
import { TopUsers } from '../features/spend/top-users.tsx'
import type { OverviewProps } from './overview-props.ts'

export function UsersSection({ view, timeZone, toggleFilter }: OverviewProps) {
  const spend = useQuery(spendByOptions({ view, groupBy: 'user', timeZone }))
  // Figures that are there stay, even when refreshing them failed.
  if (!spend.data) {
    if (!spend.error) return <HalfCardSkeleton label="Top users" />
    return (
      <Card>
        <CardError what="Top users" error={spend.error} onRetry={() => spend.refetch()} />
      </Card>
    )
  }
  return (
    <Refetching fill stale={spend.isPlaceholderData}>
      <TopUsers
        spend={spend.data}
        onFilter={(value, exclude) => toggleFilter({ label: 'user', value, exclude })}
      />
    </Refetching>
  )
}
