import { useQuery } from '@tanstack/react-query'
import type { Project } from '#shared/api/projects.ts'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { ModelsTable } from '../features/models/models-table.tsx'
import { modelsOptions } from '../features/models/queries.ts'
import { SavingFlagOf } from '../features/savings/saving-flag-of.tsx'
import { NoSpend } from '../features/spend/no-spend.tsx'
import { dayInZone } from '../lib/dates.ts'
import type { ModelsView } from '../lib/models-params.ts'
import { lastEvent } from './last-event.ts'

interface ModelsSectionProps {
  view: ModelsView
  timeZone: string
  projects: readonly Project[]
  change: (part: Partial<ModelsView>) => void
}

export function ModelsSection({ view, timeZone, projects, change }: ModelsSectionProps) {
  const models = useQuery(modelsOptions(view, timeZone))
  // Figures that are there stay, even when refreshing them failed.
  if (!models.data) {
    if (!models.error) return <Skeleton className="h-[480px] rounded-xl!" />
    return (
      <Card>
        <CardError what="Models" error={models.error} onRetry={() => models.refetch()} />
      </Card>
    )
  }
  if (models.data.sums.requests === 0)
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
    <Refetching stale={models.isPlaceholderData}>
      <ModelsTable
        models={models.data}
        view={view}
        today={dayInZone(Date.now(), timeZone)}
        onSort={change}
        flagOf={({ model }) => <SavingFlagOf label="model" value={model} />}
      />
    </Refetching>
  )
}
