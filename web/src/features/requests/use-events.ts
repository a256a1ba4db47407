import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { EventsQuery } from '../../lib/events-query.ts'
import { type LiveEvents, rowsOf } from './live-events.ts'
import { eventsOptions } from './queries.ts'

/** A screenful: with fewer rows the next page is asked for by itself. */
const ENOUGH_ROWS = 40
/** So many pages without a match are looked through before somebody has to say so. */
const MOST_EMPTY_PAGES = 10

/** The rows of the table: pages as far as they were asked for, and what came live above them. */
export function useEvents(query: EventsQuery, live: LiveEvents) {
  const list = useInfiniteQuery(eventsOptions(query))
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = list
  const rows = useMemo(
    () => rowsOf(live, data?.pages.flatMap((page) => page.data) ?? [], hasNextPage),
    [live, data, hasNextPage],
  )
  const lastFull = data?.pages.findLastIndex((page) => page.data.length > 0) ?? -1
  const emptyPages = (data?.pages.length ?? 0) - 1 - lastFull
  const canGoOn =
    hasNextPage && !isFetching && !isFetchNextPageError && emptyPages < MOST_EMPTY_PAGES && !live.isCut
  const needsMore = canGoOn && rows.length < ENOUGH_ROWS
  useEffect(() => {
    if (needsMore) void fetchNextPage()
  }, [needsMore, fetchNextPage])

  return {
    rows,
    list,
    readTo: hasNextPage ? (data?.pages.at(-1)?.readTo ?? null) : null,
    goOn: () => canGoOn && void fetchNextPage(),
  }
}
