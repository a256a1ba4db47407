import { type ReactNode, useRef } from 'react'
import type { Exploration, ExploredSeries } from '#shared/api/explore.ts'
import { EXPLORE_METRICS } from '#shared/api/explore-metrics.ts'
import { useMoney } from '../../api/use-money.ts'
import { bucketSentence } from '../../charts/bucket-text.ts'
import { ChartKey } from '../../charts/chart-key.tsx'
import type { ChartMarker } from '../../charts/chart-marker.ts'
import { MarkerKey } from '../../charts/marker-key.tsx'
import { Card, CardFooter, CardHead } from '../../components/card.tsx'
import { Delta } from '../../components/delta.tsx'
import { MissingCosts } from '../../components/missing-costs.tsx'
import type { ExploreChart as Chart } from '../../lib/explore-params.ts'
import { labelNoun } from '../../lib/labels.ts'
import type { RangeText } from '../../lib/range.ts'
import { BucketsTable } from './buckets-table.tsx'
import { canZoom, ExploreChart } from './explore-chart.tsx'
import { shownKind } from './explored-rows.ts'
import { GroupsTable } from './groups-table.tsx'
import { changeOf, exactText, figureText } from './metric-format.ts'
import { METRIC_WORDS } from './metric-words.ts'

interface ExploreCardProps {
  explored: Exploration
  chart: Chart
  onZoom: (range: RangeText) => void
  onSelect: (series: ExploredSeries, exclude: boolean) => void
  actions?: ReactNode
  /** Price changes. */
  markers?: readonly ChartMarker[]
  /** What stands beside the name of a group. */
  flagOf?: ((series: ExploredSeries) => ReactNode) | undefined
}

/** `Spend by model and team` */
function exploreTitle({ metric, groupBy, subgroupBy, cumulative }: Exploration): string {
  const by = subgroupBy ? `${labelNoun(groupBy)} and ${labelNoun(subgroupBy)}` : labelNoun(groupBy)
  return `${METRIC_WORDS[metric].title} by ${by}${cumulative ? ', cumulative' : ''}`
}

/** `Top 10 of 34.` */
function shownSentence({ series, groups }: Exploration): string {
  const shown = series.filter(({ key }) => key !== null).length
  return shown < groups ? `Top ${shown} of ${groups}.` : ''
}

export function ExploreCard({
  explored,
  chart,
  onZoom,
  onSelect,
  actions,
  markers = [],
  flagOf,
}: ExploreCardProps) {
  const box = useRef<HTMLDivElement>(null)
  // Written to the element, not to state: a render of the chart on every hover is what makes charts feel slow.
  const focusSeries = (index: number | null) => {
    if (index === null) delete box.current?.dataset.focus
    else if (box.current) box.current.dataset.focus = String(index)
  }
  const kind = shownKind(chart, explored)
  const title = exploreTitle(explored)
  const select = (index: number, exclude: boolean) => {
    const series = explored.series[index]
    if (series && series.key !== null) onSelect(series, exclude)
  }
  return (
    <Card aria-labelledby="explored">
      <CardHead
        id="explored"
        title={title}
        sub={`${bucketSentence(explored, isPartialShown(explored, kind))} ${shownSentence(explored)}`}
        actions={
          <div className="flex items-start gap-3">
            <Figure explored={explored} />
            {actions}
          </div>
        }
      />
      {kind === 'table' ? (
        <BucketsTable explored={explored} caption={`${title}, by ${explored.bucket}`} />
      ) : (
        <div
          ref={box}
          className="spend-chart px-3 pb-2"
          data-drill=""
          data-zoom={canZoom(explored) ? '' : undefined}
        >
          <ExploreChart
            explored={explored}
            kind={kind}
            label={title}
            markers={markers}
            onZoom={onZoom}
            onSelect={select}
          />
        </div>
      )}
      <GroupsTable
        explored={explored}
        caption={title}
        onFocusSeries={focusSeries}
        onSelect={onSelect}
        flagOf={flagOf}
      />
      <Footer explored={explored} kind={kind} markers={markers} />
    </Card>
  )
}

const isPartialShown = ({ metric, cumulative }: Exploration, kind: string) =>
  kind === 'bars' || kind === 'table' || cumulative || !EXPLORE_METRICS[metric].additive

function Figure({ explored: { metric, total } }: { explored: Exploration }) {
  const money = useMoney()
  const moved = changeOf(metric, total.value, total.previous)
  return (
    <p className="flex items-baseline gap-2 whitespace-nowrap">
      {moved && <Delta change={moved} tone={METRIC_WORDS[metric].tone} />}
      <span className="num font-semibold text-xl" title={exactText(metric, total.value, money)}>
        {figureText(metric, total.value, money)}
      </span>
    </p>
  )
}

interface FooterProps {
  explored: Exploration
  kind: string
  markers: readonly ChartMarker[]
}

function Footer({ explored, kind, markers }: FooterProps) {
  const { metric, coverage, previousValues, buckets } = explored
  const isStack = kind === 'bars' || kind === 'area'
  return (
    <CardFooter>
      {isStack && previousValues?.some((value) => value !== null) && <ChartKey part="previous" />}
      {kind === 'bars' && buckets.some(({ partial }) => partial) && <ChartKey part="partial" />}
      {kind !== 'table' && <MarkerKey markers={markers} timeZone={explored.timeZone} />}
      {EXPLORE_METRICS[metric].unit === 'usd' && <MissingCosts coverage={coverage} />}
      <span className="ml-auto max-sm:hidden">
        Click to filter, Alt-click to leave out{canZoom(explored) && kind !== 'table' && ', drag to zoom'}
      </span>
    </CardFooter>
  )
}
