import { useQuery } from '@tanstack/react-query'
import type { ExploredSeries } from '#shared/api/explore.ts'
import type { Project } from '#shared/api/projects.ts'
import { Card } from '../components/card.tsx'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { EventsNote } from '../features/explore/events-note.tsx'
import { ExploreCard } from '../features/explore/explore-card.tsx'
import { ExploreSkeleton } from '../features/explore/explore-skeleton.tsx'
import { exploreOptions } from '../features/explore/queries.ts'
import { isRefused, RefusedQuestion } from '../features/explore/refused-question.tsx'
import { SavingFlagOf } from '../features/savings/saving-flag-of.tsx'
import { NoSpend } from '../features/spend/no-spend.tsx'
import type { ExploreView } from '../lib/explore-params.ts'
import { type LabelFilter, narrowFilters } from '../lib/search-params.ts'
import { lastEvent } from './last-event.ts'

interface ExploreSectionProps {
  view: ExploreView
  timeZone: string
  projects: readonly Project[]
  change: (part: Partial<ExploreView>) => void
}

/** The filters after a click on a group: its value, and that of its subgroup. An excluded pair leaves out the subgroup. */
function drill(view: ExploreView, { key, subkey }: ExploredSeries, exclude: boolean): LabelFilter[] {
  const group = { label: view.group, exclude, value: key ?? '' }
  if (view.by === null || subkey === null) return narrowFilters(view.filters, group)
  const subgroup = { label: view.by, exclude, value: subkey }
  return narrowFilters(exclude ? view.filters : narrowFilters(view.filters, group), subgroup)
}

export function ExploreSection({ view, timeZone, projects, change }: ExploreSectionProps) {
  const explored = useQuery(exploreOptions(view, timeZone))
  if (isRefused(explored.error))
    return <RefusedQuestion error={explored.error} view={view} onChange={change} />
  // Figures that are there stay, even when refreshing them failed.
  if (!explored.data) {
    if (!explored.error) return <ExploreSkeleton />
    return (
      <Card>
        <CardError what="This question" error={explored.error} onRetry={() => explored.refetch()} />
      </Card>
    )
  }
  if (explored.data.total.requests === 0)
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
    <>
      <EventsNote explored={explored.data} />
      <Refetching stale={explored.isPlaceholderData}>
        <ExploreCard
          explored={explored.data}
          chart={view.chart}
          onZoom={(range) => change({ range })}
          onSelect={(series, exclude) => change({ filters: drill(view, series, exclude) })}
          flagOf={({ key }) => <SavingFlagOf label={view.group} value={key} />}
        />
      </Refetching>
    </>
  )
}
