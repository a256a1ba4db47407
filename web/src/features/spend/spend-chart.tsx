import { lazy, Suspense, useMemo } from 'react'
import type { SpendOverTime } from '#shared/api/spend.ts'
import type { SpendForecast } from '#shared/api/spend-forecast.ts'
import { useMoney } from '../../api/use-money.ts'
import type { ChartMarker } from '../../charts/chart-marker.ts'
import { type StackRow, stackKind } from '../../charts/stack.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { dayInZone } from '../../lib/dates.ts'
import { labelNoun } from '../../lib/labels.ts'
import type { RangeText } from '../../lib/range.ts'
import type { Metric } from '../../lib/search-params.ts'
import { useStable } from '../../lib/use-stable.ts'
import { withForecast } from './forecast-rows.ts'
import { stackFormat } from './stack-format.ts'
import { toStackRows, toStackSeries } from './stack-rows.ts'

/** The chart library is the largest part of the app: figures and tables do not wait for it. */
const StackedChart = lazy(async () => {
  const { StackedChart } = await import('../../charts/stacked-chart.tsx')
  return { default: StackedChart }
})

interface SpendChartProps {
  overTime: SpendOverTime
  metric: Metric
  markers: readonly ChartMarker[]
  forecast: SpendForecast | undefined
  onZoom: (range: RangeText) => void
}

export const isArea = ({ buckets }: SpendOverTime) => stackKind(buckets.length) === 'area'

/** The URL knows whole days, so hours cannot be zoomed into. */
export const canZoom = ({ bucket }: SpendOverTime) => bucket !== 'hour'

/** A forecast is about days, and about money. */
export const showsForecast = (
  overTime: SpendOverTime,
  metric: Metric,
  forecast: SpendForecast | undefined,
): forecast is SpendForecast =>
  metric === 'cost' && overTime.bucket === 'day' && !isArea(overTime) && (forecast?.days.length ?? 0) > 0

export function SpendChart({ overTime, metric, markers, forecast, onZoom }: SpendChartProps) {
  const { rate, symbol } = useMoney()
  const rows = useMemo(() => {
    const spent = toStackRows(overTime, metric, rate).filter(({ partial }) => !partial || !isArea(overTime))
    return showsForecast(overTime, metric, forecast) ? withForecast(spent, forecast, rate) : spent
  }, [overTime, metric, forecast, rate])
  const series = useMemo(() => toStackSeries(overTime), [overTime])
  const format = useMemo(() => stackFormat(overTime, rows, metric, symbol), [overTime, rows, metric, symbol])
  const zoom = useStable((from: StackRow, to: StackRow) => {
    const last = dayInZone(Date.parse(to.end) - 1, overTime.timeZone)
    onZoom(`${dayInZone(from.start, overTime.timeZone)}..${last}`)
  })
  return (
    <Suspense fallback={<Skeleton className="h-[268px]" />}>
      <StackedChart
        label={`${metric === 'cost' ? 'Spend' : 'Requests'} over time by ${labelNoun(overTime.groupBy)}`}
        kind={stackKind(overTime.buckets.length)}
        rows={rows}
        series={series}
        format={format}
        markers={markers}
        onZoom={canZoom(overTime) ? zoom : undefined}
      />
    </Suspense>
  )
}
