import { useQuery } from '@tanstack/react-query'
import type { ModelMeasures } from '#shared/api/models.ts'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { ExploreCard } from '../features/explore/explore-card.tsx'
import { ExploreSkeleton } from '../features/explore/explore-skeleton.tsx'
import { exploreOptions } from '../features/explore/queries.ts'
import { priceMarkers } from '../features/prices/price-markers.ts'
import { overridesOptions, priceHistoryOptions } from '../features/prices/queries.ts'
import { readExploreView } from '../lib/explore-params.ts'
import { narrowFilters } from '../lib/search-params.ts'
import type { SharedView } from '../lib/shared-search.ts'

interface ModelSpendProps {
  row: ModelMeasures
  view: SharedView
  timeZone: string
  onChange: (part: Partial<SharedView>) => void
}

/** Spend of a model by feature, with the changes of its price. */
export function ModelSpend({ row, view, timeZone, onChange }: ModelSpendProps) {
  const { provider, model, listed } = row
  const explored = useQuery(exploreOptions({ ...readExploreView({}), ...view, group: 'feature' }, timeZone))
  const history = useQuery({
    ...priceHistoryOptions(listed?.provider ?? '', listed?.model ?? ''),
    enabled: listed !== null,
  })
  const overrides = useQuery(overridesOptions)
  if (!explored.data) {
    if (!explored.error) return <ExploreSkeleton />
    return (
      <Card>
        <CardError what="Spend" error={explored.error} onRetry={() => explored.refetch()} />
      </Card>
    )
  }
  const own = (overrides.data ?? []).filter(
    (entry) => entry.provider === provider.toLowerCase() && entry.model === model.toLowerCase(),
  )
  return (
    <Refetching stale={explored.isPlaceholderData}>
      <ExploreCard
        explored={explored.data}
        chart="auto"
        markers={priceMarkers(explored.data, history.data?.prices ?? [], own)}
        onZoom={(range) => onChange({ range })}
        onSelect={({ key }, exclude) =>
          onChange({ filters: narrowFilters(view.filters, { label: 'feature', exclude, value: key ?? '' }) })
        }
      />
    </Refetching>
  )
}
