import { lazy, Suspense, useMemo } from 'react'
import type { Exploration } from '#shared/api/explore.ts'
import { EXPLORE_METRICS } from '#shared/api/explore-metrics.ts'
import { useMoney } from '../../api/use-money.ts'
import { axisTop } from '../../charts/axis-format.ts'
import { bucketTick, bucketTitle } from '../../charts/bucket-text.ts'
import type { ChartMarker } from '../../charts/chart-marker.ts'
import type { StackFormat, StackKind, StackRow } from '../../charts/stack.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { dayInZone } from '../../lib/dates.ts'
import { signedChange } from '../../lib/format.ts'
import type { Money } from '../../lib/money.ts'
import type { RangeText } from '../../lib/range.ts'
import { useStable } from '../../lib/use-stable.ts'
import { toStackRows, toStackSeries } from './explored-rows.ts'
import { axisFormat, changeOf, exactText } from './metric-format.ts'

const StackedChart = lazy(async () => {
  const { StackedChart } = await import('../../charts/stacked-chart.tsx')
  return { default: StackedChart }
})

const NO_MARKERS: readonly ChartMarker[] = []

interface ExploreChartProps {
  explored: Exploration
  kind: StackKind
  label: string
  height?: number
  markers?: readonly ChartMarker[] | undefined
  onZoom: (range: RangeText) => void
  onSelect?: (index: number, exclude: boolean) => void
}

/** The URL knows whole days, so hours cannot be zoomed into. */
export const canZoom = ({ bucket }: Exploration) => bucket !== 'hour'

function stackFormat(
  explored: Exploration,
  rows: readonly StackRow[],
  kind: StackKind,
  money: Money,
): StackFormat {
  const { metric } = explored
  const { additive } = EXPLORE_METRICS[metric]
  return {
    additive,
    totalName: additive ? 'Total' : 'All together',
    tick: (start) => bucketTick(explored, start),
    ...axisFormat(metric, axisTop(rows, kind), money),
    unknown: exactText(metric, null, money),
    change: (current, base) => {
      const moved = changeOf(metric, current, base)
      return moved ? signedChange(moved) : ''
    },
    title: (row) => bucketTitle(explored, row),
  }
}

export function ExploreChart({
  explored,
  kind,
  label,
  height = 320,
  markers = NO_MARKERS,
  onZoom,
  onSelect,
}: ExploreChartProps) {
  const money = useMoney()
  const rows = useMemo(() => toStackRows(explored, kind, money.rate), [explored, kind, money])
  const series = useMemo(() => toStackSeries(explored), [explored])
  const format = useMemo(() => stackFormat(explored, rows, kind, money), [explored, rows, kind, money])
  const zoom = useStable((from: StackRow, to: StackRow) => {
    const last = dayInZone(Date.parse(to.end) - 1, explored.timeZone)
    onZoom(`${dayInZone(from.start, explored.timeZone)}..${last}`)
  })
  const select = useStable((index: number, exclude: boolean) => onSelect?.(index, exclude))
  return (
    <Suspense fallback={<ChartSkeleton height={height} />}>
      <StackedChart
        label={label}
        kind={kind}
        height={height}
        rows={rows}
        series={series}
        format={format}
        markers={markers}
        onZoom={canZoom(explored) ? zoom : undefined}
        {...(onSelect && { onSelect: select })}
      />
    </Suspense>
  )
}

const ChartSkeleton = ({ height }: { height: number }) => (
  <div style={{ height }}>
    <Skeleton className="h-full" />
  </div>
)
