import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { followEvents, type LiveStatus } from '../../api/follow-events.ts'
import type { EventsQuery } from '../../lib/events-query.ts'
import { arrive, NOTHING_LIVE, release } from './live-events.ts'

interface LiveOptions {
  filters: EventsQuery
  /** Off for a range that is past. */
  isOn: boolean
  isPaused: boolean
}

/** Follows what is stored from now on; while it is paused, news are held back. */
export function useLiveEvents({ filters, isOn, isPaused }: LiveOptions) {
  const queryClient = useQueryClient()
  const [live, setLive] = useState(NOTHING_LIVE)
  const [status, setStatus] = useState<LiveStatus>('connecting')
  const paused = useRef(isPaused)
  const question = JSON.stringify(filters)

  useEffect(() => {
    paused.current = isPaused
    if (!isPaused) setLive(release)
  }, [isPaused])
  useEffect(() => {
    setLive(NOTHING_LIVE)
    if (!isOn) return
    return followEvents(JSON.parse(question), {
      onMessage: (message) => setLive((before) => arrive(before, message, paused.current)),
      onStatus: setStatus,
      onRefused: () => queryClient.refetchQueries({ queryKey: ['events'] }),
    })
  }, [question, isOn, queryClient])

  const reload = () => {
    setLive(NOTHING_LIVE)
    return queryClient.resetQueries({ queryKey: ['events'] })
  }
  return { live, status, release: () => setLive(release), reload }
}
