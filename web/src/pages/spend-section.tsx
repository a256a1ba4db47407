import { useQuery } from '@tanstack/react-query'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { ExploreLink } from '../features/spend/explore-link.tsx'
import { spendByOptions, spendOverTimeOptions } from '../features/spend/queries.ts'
import { SpendCard } from '../features/spend/spend-card.tsx'
import { SpendCardSkeleton } from '../features/spend/spend-skeleton.tsx'
import type { OverviewProps } from './overview-props.ts'

export function SpendSection({ view, timeZone, change, toggleFilter }: OverviewProps) {
  const question = { view, groupBy: view.group, timeZone }
  const spend = useQuery(spendByOptions(question))
  const overTime = useQuery(spendOverTimeOptions(question))
  if (!spend.data || !overTime.data) {
    const error = overTime.error ?? spend.error
    if (!error) return <SpendCardSkeleton />
    const retry = () => Promise.all([spend.refetch(), overTime.refetch()])
    return (
      <Card>
        <CardError what="Spend over time" error={error} onRetry={retry} />
      </Card>
    )
  }
  return (
    <Refetching stale={spend.isPlaceholderData || overTime.isPlaceholderData}>
      <SpendCard
        spend={spend.data}
        overTime={overTime.data}
        metric={view.metric}
        group={view.group}
        link={<ExploreLink view={view} />}
        onGroup={(group) => change({ group })}
        onZoom={(range) => change({ range })}
        onFilter={toggleFilter}
      />
    </Refetching>
  )
}
