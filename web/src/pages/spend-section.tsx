import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useMay } from '../api/queries.ts'
import { useMoney } from '../api/use-money.ts'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { NotesButton } from '../features/annotations/notes-button.tsx'
import { ExploreLink } from '../features/spend/explore-link.tsx'
import { findAnomalies } from '../features/spend/find-anomalies.ts'
import { toMarkers } from '../features/spend/markers.ts'
import {
  annotationsOptions,
  priceChangesOptions,
  spendByOptions,
  spendForecastOptions,
  spendOverTimeOptions,
} from '../features/spend/queries.ts'
import { SpendCard } from '../features/spend/spend-card.tsx'
import { SpendCardSkeleton } from '../features/spend/spend-skeleton.tsx'
import type { OverviewProps } from './overview-props.ts'

export function SpendSection({ view, timeZone, projects, change, toggleFilter }: OverviewProps) {
  const money = useMoney()
  const canAnnotate = useMay('annotate')
  const question = { view, groupBy: view.group, timeZone }
  const spend = useQuery(spendByOptions(question))
  const overTime = useQuery(spendOverTimeOptions(question))
  // What is drawn besides: the chart does not wait for it, nor fail with it.
  const forecast = useQuery(spendForecastOptions({ view, timeZone }))
  const prices = useQuery(priceChangesOptions({ view, timeZone }))
  const annotations = useQuery(annotationsOptions({ view, timeZone }))
  const markers = useMemo(() => {
    if (!overTime.data) return []
    const anomalies = view.metric === 'cost' ? findAnomalies(overTime.data) : []
    return toMarkers(overTime.data, { prices: prices.data, annotations: annotations.data, anomalies }, money)
  }, [overTime.data, prices.data, annotations.data, view.metric, money])
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
        markers={markers}
        forecast={view.range === 'mtd' ? forecast.data : undefined}
        metric={view.metric}
        group={view.group}
        link={
          <>
            {canAnnotate && (
              <NotesButton notes={annotations.data ?? []} projects={projects} timeZone={timeZone} />
            )}
            <ExploreLink view={view} />
          </>
        }
        onGroup={(group) => change({ group })}
        onZoom={(range) => change({ range })}
        onFilter={toggleFilter}
      />
    </Refetching>
  )
}
