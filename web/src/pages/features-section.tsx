import { useQuery } from '@tanstack/react-query'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { featureLatencyOptions, spendByOptions, spendOverTimeOptions } from '../features/spend/queries.ts'
import { FeaturesSkeleton } from '../features/spend/spend-skeleton.tsx'
import { TopFeatures } from '../features/spend/top-features.tsx'
import type { OverviewProps } from './overview-props.ts'

export function FeaturesSection({ view, timeZone, toggleFilter }: OverviewProps) {
  const spend = useQuery(spendByOptions({ view, groupBy: 'feature', timeZone }))
  const overTime = useQuery(spendOverTimeOptions({ view, groupBy: 'feature', timeZone }))
  const latency = useQuery(
    featureLatencyOptions(
      { view, groupBy: 'feature', timeZone },
      spend.data?.rows.map(({ key }) => key),
    ),
  )
  // Figures that are there stay, even when refreshing them failed.
  if (!spend.data) {
    if (!spend.error) return <FeaturesSkeleton />
    return (
      <Card>
        <CardError what="Top features" error={spend.error} onRetry={() => spend.refetch()} />
      </Card>
    )
  }
  return (
    <Refetching fill stale={spend.isPlaceholderData}>
      <TopFeatures
        spend={spend.data}
        overTime={overTime.data}
        latencies={latency.data}
        onFilter={(value, exclude) => toggleFilter({ label: 'feature', value, exclude })}
      />
    </Refetching>
  )
}
