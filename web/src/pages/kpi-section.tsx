import { useQuery } from '@tanstack/react-query'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { ForecastCell } from '../features/spend/forecast-cell.tsx'
import { KpiStrip } from '../features/spend/kpi-strip.tsx'
import { spendByOptions, spendForecastOptions, spendOverTimeOptions } from '../features/spend/queries.ts'
import { KpiSkeleton } from '../features/spend/spend-skeleton.tsx'
import type { OverviewProps } from './overview-props.ts'

export function KpiSection({ view, timeZone, change }: OverviewProps) {
  const question = { view, groupBy: view.group, timeZone }
  const spend = useQuery(spendByOptions(question))
  const overTime = useQuery(spendOverTimeOptions(question))
  const forecast = useQuery(spendForecastOptions({ view, timeZone }))
  // Figures that are there stay, even when refreshing them failed.
  if (!spend.data) {
    if (!spend.error) return <KpiSkeleton />
    return (
      <Card>
        <CardError what="Key figures" error={spend.error} onRetry={() => spend.refetch()} />
      </Card>
    )
  }
  return (
    <Refetching stale={spend.isPlaceholderData}>
      <KpiStrip
        spend={spend.data}
        overTime={overTime.data}
        metric={view.metric}
        forecast={<ForecastCell forecast={forecast.data} failed={forecast.isError} />}
        onMetric={(metric) => change({ metric })}
      />
    </Refetching>
  )
}
