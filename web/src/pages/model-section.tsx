import { useQuery } from '@tanstack/react-query'
import type { Project } from '#shared/api/projects.ts'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { ModelFacts } from '../features/models/model-facts.tsx'
import { ModelTokens } from '../features/models/model-tokens.tsx'
import { modelsOptions } from '../features/models/queries.ts'
import { PriceHistoryCard } from '../features/prices/price-history-card.tsx'
import { NoSpend } from '../features/spend/no-spend.tsx'
import { dayInZone } from '../lib/dates.ts'
import type { LabelFilter } from '../lib/search-params.ts'
import type { SharedView } from '../lib/shared-search.ts'
import { lastEvent } from './last-event.ts'
import { ModelKpis } from './model-kpis.tsx'
import { ModelSpend } from './model-spend.tsx'
import { ModelTrend } from './model-trend.tsx'

interface ModelSectionProps {
  provider: string
  model: string
  view: SharedView
  timeZone: string
  projects: readonly Project[]
  change: (part: Partial<SharedView>) => void
}

/** The filters of the page and the model itself, which replaces what they say about models. */
function only(provider: string, model: string, filters: readonly LabelFilter[]): LabelFilter[] {
  const others = filters.filter(({ label }) => label !== 'provider' && label !== 'model')
  const one = (label: 'provider' | 'model', value: string) => ({ label, exclude: false, values: [value] })
  return [...others, one('provider', provider), one('model', model)]
}

export function ModelSection({ provider, model, view, timeZone, projects, change }: ModelSectionProps) {
  const own = { ...view, filters: only(provider, model, view.filters) }
  const models = useQuery(modelsOptions(own, timeZone))
  if (!models.data) {
    if (!models.error) return <Skeleton className="h-[480px] rounded-xl!" />
    return (
      <Card>
        <CardError what="This model" error={models.error} onRetry={() => models.refetch()} />
      </Card>
    )
  }
  const row = models.data.data.find((found) => found.provider === provider && found.model === model)
  if (!row)
    return (
      <NoSpend
        range={view.range}
        timeZone={timeZone}
        filtered={view.filters.length > 0}
        lastEventAt={lastEvent(projects)}
        onRange={(range) => change({ range })}
        onClearFilters={() => change({ filters: [] })}
      />
    )
  return (
    <Refetching
      stale={models.isPlaceholderData}
      className="flex flex-col [&>div]:flex [&>div]:flex-col [&>div]:gap-4"
    >
      <ModelKpis row={row} />
      <ModelSpend row={row} view={own} timeZone={timeZone} onChange={change} />
      <div className="grid gap-4 xl:grid-cols-2">
        <ModelTrend metric="latencyP95" view={own} timeZone={timeZone} onChange={change} />
        <ModelTrend metric="errorRate" view={own} timeZone={timeZone} onChange={change} />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex flex-col gap-4">
          <ModelTokens row={row} />
          <ModelFacts row={row} today={dayInZone(Date.now(), timeZone)} />
        </div>
        {row.listed && <PriceHistoryCard provider={row.listed.provider} model={row.listed.model} />}
      </div>
    </Refetching>
  )
}
