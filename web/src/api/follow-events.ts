import type { LiveEventsMessage } from '#shared/api/events.ts'
import { api } from './client.ts'

export type LiveStatus = 'connecting' | 'live' | 'lost'

interface Handlers {
  onMessage: (message: LiveEventsMessage) => void
  onStatus: (status: LiveStatus) => void
  /** The server says no: asking for anything else will tell why. */
  onRefused: () => void
}

const RETRY_MS = 5_000

/**
 * Follows new events until the returned function is called. A hidden tab follows nothing, because a browser has few
 * connections; it goes on where it stopped.
 */
export function followEvents(query: Record<string, string>, handlers: Handlers): () => void {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let position = ''

  function close() {
    clearTimeout(retry)
    source?.close()
    source = undefined
  }
  function refused() {
    close()
    handlers.onStatus('lost')
    handlers.onRefused()
    retry = setTimeout(open, RETRY_MS)
  }
  function open() {
    close()
    if (document.hidden) return
    handlers.onStatus('connecting')
    const opened = api.eventStream({ ...query, ...(position && { after: position }) })
    source = opened
    opened.onopen = () => handlers.onStatus('live')
    opened.onerror = () => {
      // A connection that broke is opened again by the browser, a refused one is not.
      if (opened.readyState === EventSource.CLOSED) refused()
      else handlers.onStatus('lost')
    }
    opened.addEventListener('events', ({ data, lastEventId }: MessageEvent<string>) => {
      position = lastEventId
      handlers.onMessage(JSON.parse(data))
    })
    opened.addEventListener('end', refused)
  }

  open()
  document.addEventListener('visibilitychange', open)
  return () => {
    document.removeEventListener('visibilitychange', open)
    close()
  }
}
