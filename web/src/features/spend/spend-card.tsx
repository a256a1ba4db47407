import { useRef } from 'react'
import type { GroupLabel } from '#shared/api/labels.ts'
import type { SpendBy, SpendOverTime } from '#shared/api/spend.ts'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { labelNoun } from '../../lib/labels.ts'
import type { RangeText } from '../../lib/range.ts'
import type { Metric } from '../../lib/search-params.ts'
import { toBreakdown } from './breakdown.ts'
import { BreakdownTable } from './breakdown-table.tsx'
import { MissingCosts } from './missing-costs.tsx'
import { canZoom, isArea, SpendChart } from './spend-chart.tsx'
import { bucketSentence } from './stack-format.ts'

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
  onGroup: (group: GroupLabel) => void
  onZoom: (range: RangeText) => void
  onFilter: (filter: { label: GroupLabel; value: string; exclude: boolean }) => void
}

export function SpendCard({ spend, overTime, metric, group, onGroup, onZoom, onFilter }: SpendCardProps) {
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
          <SpendChart overTime={overTime} metric={metric} onZoom={onZoom} />
        </div>
        <BreakdownTable
          caption={title}
          rows={toBreakdown(spend, metric)}
          metric={metric}
          onFocusSeries={focusSeries}
          onFilter={(value, exclude) => onFilter({ label: group, value, exclude })}
        />
      </div>
      <ChartLegend overTime={overTime} />
    </Card>
  )
}

function ChartLegend({ overTime }: { overTime: SpendOverTime }) {
  const partial = !isArea(overTime) && overTime.buckets.some((bucket) => bucket.partial)
  return (
    <CardFooter>
      {overTime.previous?.some(({ requests }) => requests > 0) && (
        <span className="flex items-center gap-1.5">
          <span aria-hidden="true" className="w-4 border-fg-3 border-t-[1.5px] border-dashed" />
          Previous period, weekdays aligned
        </span>
      )}
      {partial && (
        <span className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="size-2.5 rounded-[2.5px] bg-[repeating-linear-gradient(45deg,var(--fg-3)_0_1.5px,transparent_1.5px_3.5px)]"
          />
          Still filling
        </span>
      )}
      <MissingCosts coverage={overTime.coverage} />
      {canZoom(overTime) && <span className="ml-auto max-sm:hidden">Drag across the chart to zoom</span>}
    </CardFooter>
  )
}
