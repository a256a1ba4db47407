import { type ReactNode, useRef } from 'react'
import type { GroupLabel } from '#shared/api/labels.ts'
import type { SpendBy, SpendOverTime } from '#shared/api/spend.ts'
import type { SpendForecast } from '#shared/api/spend-forecast.ts'
import { bucketSentence } from '../../charts/bucket-text.ts'
import type { ChartMarker } from '../../charts/chart-marker.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { labelNoun } from '../../lib/labels.ts'
import type { RangeText } from '../../lib/range.ts'
import type { Metric } from '../../lib/search-params.ts'
import { toBreakdown } from './breakdown.ts'
import { BreakdownTable } from './breakdown-table.tsx'
import { ChartLegend } from './chart-legend.tsx'
import { canZoom, isArea, SpendChart, showsForecast } from './spend-chart.tsx'

const GROUPS: { value: GroupLabel; label: string; className?: string }[] = [
  { value: 'model', label: 'Model' },
  { value: 'feature', label: 'Feature' },
  { value: 'team', label: 'Team', className: 'max-sm:hidden' },
  { value: 'provider', label: 'Provider', className: 'max-sm:hidden' },
  { value: 'project', label: 'Project', className: 'max-sm:hidden' },
]

interface SpendCardProps {
  spend: SpendBy
  overTime: SpendOverTime
  metric: Metric
  group: GroupLabel
  markers: readonly ChartMarker[]
  /** Given where the range is the month, whose other days are drawn as they are expected. */
  forecast: SpendForecast | undefined
  /** Where more can be asked about it. */
  link: ReactNode
  onGroup: (group: GroupLabel) => void
  onZoom: (range: RangeText) => void
  onFilter: (filter: { label: GroupLabel; value: string; exclude: boolean }) => void
}

export function SpendCard(props: SpendCardProps) {
  const { spend, overTime, markers, forecast, metric, group, link, onGroup, onZoom, onFilter } = props
  const chart = useRef<HTMLDivElement>(null)
  // Written to the element, not to state: a render of the chart on every hover is what makes charts feel slow.
  const focusSeries = (index: number | null) => {
    if (index === null) delete chart.current?.dataset.focus
    else if (chart.current) chart.current.dataset.focus = String(index)
  }
  const title = `${metric === 'cost' ? 'Spend' : 'Requests'} by ${labelNoun(overTime.groupBy)}`
  return (
    <Card aria-labelledby="spend-over-time">
      <CardHead
        id="spend-over-time"
        title={title}
        sub={bucketSentence(overTime, !isArea(overTime))}
        actions={<Segmented label="Group by" value={group} options={GROUPS} onChange={onGroup} />}
      />
      <div className="grid gap-x-4 gap-y-2 pb-3 pl-3 max-lg:pr-3 lg:grid-cols-[minmax(0,1fr)_340px] lg:pr-2">
        <div ref={chart} className="spend-chart min-w-0" data-zoom={canZoom(overTime) ? '' : undefined}>
          <SpendChart
            overTime={overTime}
            metric={metric}
            markers={markers}
            forecast={forecast}
            onZoom={onZoom}
          />
        </div>
        <BreakdownTable
          caption={title}
          rows={toBreakdown(spend, metric)}
          metric={metric}
          onFocusSeries={focusSeries}
          onFilter={(value, exclude) => onFilter({ label: group, value, exclude })}
        />
      </div>
      <ChartLegend
        overTime={overTime}
        markers={markers}
        forecast={showsForecast(overTime, metric, forecast)}
        link={link}
      />
    </Card>
  )
}
