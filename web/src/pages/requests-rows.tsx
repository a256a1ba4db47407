import type { RefObject } from 'react'
import type { ListedEvent } from '#shared/api/events.ts'
import type { Project } from '#shared/api/projects.ts'
import { CardError } from '../components/card-error.tsx'
import { Refetching } from '../components/refetching.tsx'
import { EventTable } from '../features/requests/event-table.tsx'
import { LiveNotice } from '../features/requests/live-notice.tsx'
import { NoEvents } from '../features/requests/no-events.tsx'
import { TableEnd } from '../features/requests/table-end.tsx'
import { TableSkeleton } from '../features/requests/table-skeleton.tsx'
import type { useEvents } from '../features/requests/use-events.ts'
import type { useLiveEvents } from '../features/requests/use-live-events.ts'
import { isShortRange } from '../lib/range.ts'
import { isFiltered, isOngoing, keyText, type RequestsView } from '../lib/requests-view.ts'

interface RequestsRowsProps {
  view: RequestsView
  timeZone: string
  projects: readonly Project[]
  scroll: RefObject<HTMLDivElement | null>
  events: ReturnType<typeof useEvents>
  following: ReturnType<typeof useLiveEvents>
  active: string | null
  onOpen: (event: ListedEvent) => void
  onHover: (isOver: boolean) => void
  onScrolled: (isAway: boolean) => void
  onShow: () => void
  onChange: (part: Partial<RequestsView>) => void
}

/** The table, or what stands in its place. */
export function RequestsRows(props: RequestsRowsProps) {
  const { view, timeZone, events, following, active, onChange } = props
  const { list, rows, readTo, goOn } = events
  const { live, reload } = following
  if (list.isError && !list.data)
    return <CardError what="The list of requests" error={list.error} onRetry={() => list.refetch()} />
  if (list.isPending) return <TableSkeleton />
  const notice = (
    <LiveNotice
      waiting={live.waiting.length}
      skipped={live.skipped}
      onShow={props.onShow}
      onReload={reload}
    />
  )
  if (rows.length === 0 && !list.hasNextPage) {
    return (
      <div className="relative">
        {notice}
        <NoEvents
          range={view.range}
          timeZone={timeZone}
          filtered={isFiltered(view)}
          isById={view.facts.some(({ fact }) => fact === 'id')}
          isLive={isOngoing(view)}
          lastEventAt={lastEventAt(props.projects)}
          onRange={(range) => onChange({ range })}
          onClearFilters={() => onChange({ filters: [], facts: [] })}
        />
      </div>
    )
  }
  return (
    <Refetching
      stale={list.isPlaceholderData}
      className="flex min-h-0 flex-1 flex-col [&>*:last-child]:flex [&>*:last-child]:min-h-0 [&>*:last-child]:flex-1 [&>*:last-child]:flex-col"
    >
      {notice}
      <EventTable
        rows={rows}
        scroll={props.scroll}
        timeZone={timeZone}
        withDay={!isShortRange(view.range)}
        active={active}
        open={view.open && keyText(view.open)}
        onOpen={props.onOpen}
        onHover={props.onHover}
        onScrolled={props.onScrolled}
        onNearEnd={goOn}
      >
        <TableEnd
          range={view.range}
          timeZone={timeZone}
          isLoading={list.isFetchingNextPage}
          readTo={readTo}
          isCut={live.isCut}
          onMore={() => list.fetchNextPage()}
          onReload={reload}
        />
      </EventTable>
    </Refetching>
  )
}

const lastEventAt = (projects: readonly Project[]) =>
  projects
    .flatMap((project) => project.lastEventAt ?? [])
    .sort()
    .at(-1) ?? null
