import { useQuery } from '@tanstack/react-query'
import { useMoney } from '../api/use-money.ts'
import { bucketSentence } from '../charts/bucket-text.ts'
import { Card, CardHead } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { canZoom, ExploreChart } from '../features/explore/explore-chart.tsx'
import { exactText, figureText } from '../features/explore/metric-format.ts'
import { METRIC_WORDS } from '../features/explore/metric-words.ts'
import { exploreOptions } from '../features/explore/queries.ts'
import { readExploreView } from '../lib/explore-params.ts'
import type { SharedView } from '../lib/shared-search.ts'

interface ModelTrendProps {
  metric: 'latencyP95' | 'errorRate'
  view: SharedView
  timeZone: string
  onChange: (part: Partial<SharedView>) => void
}

/** One metric of the model over time, as a line. */
export function ModelTrend({ metric, view, timeZone, onChange }: ModelTrendProps) {
  const explored = useQuery(exploreOptions({ ...readExploreView({}), ...view, metric }, timeZone))
  const money = useMoney()
  const { title } = METRIC_WORDS[metric]
  if (!explored.data) {
    if (!explored.error) return <Skeleton className="h-60 rounded-xl!" />
    return (
      <Card>
        <CardError what={title} error={explored.error} onRetry={() => explored.refetch()} />
      </Card>
    )
  }
  const { total } = explored.data
  return (
    <Card aria-labelledby={metric}>
      <CardHead
        id={metric}
        title={title}
        sub={bucketSentence(explored.data, true)}
        actions={
          <p className="num font-semibold text-xl" title={exactText(metric, total.value, money)}>
            {figureText(metric, total.value, money)}
          </p>
        }
      />
      <div className="spend-chart px-3 pb-2" data-zoom={canZoom(explored.data) ? '' : undefined}>
        <ExploreChart
          explored={explored.data}
          kind="lines"
          label={title}
          height={172}
          onZoom={(range) => onChange({ range })}
        />
      </div>
    </Card>
  )
}
