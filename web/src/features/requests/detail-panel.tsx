import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { EventDetail } from '#shared/api/event-detail.ts'
import { Button } from '../../components/button.tsx'
import { CardError } from '../../components/card-error.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Refetching } from '../../components/refetching.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import type { EventKey } from '../../lib/events-query.ts'
import { CostSection } from './cost-section.tsx'
import { DetailFacts, type SharedFact } from './detail-facts.tsx'
import { eventOptions } from './queries.ts'

interface DetailPanelProps {
  eventKey: EventKey
  timeZone: string
  onSame: (event: EventDetail, what: SharedFact, value: string) => void
  onClose: () => void
}

/** Beside the table, or over it where there is no room; the table stays in use. */
export function DetailPanel({ eventKey, timeZone, onSame, onClose }: DetailPanelProps) {
  const panel = useRef<HTMLElement>(null)
  const event = useQuery(eventOptions(eventKey))
  // Whoever opens it wants to read it, also without eyes; the keys of the table go on working.
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label="Request"
      className="fixed inset-0 z-20 flex w-full flex-col overflow-y-auto border-l bg-surface outline-none lg:static lg:z-auto lg:w-[440px] lg:shrink-0"
    >
      <div className="sticky top-0 z-10 flex min-h-13 items-center gap-2 border-b bg-surface px-4 py-2.5">
        <h2 className="min-w-0 flex-1 truncate font-[550] text-sm">{event.data?.model ?? 'Request'}</h2>
        <CopyButton text={eventKey.id} label="Copy id" />
        <Button size="icon" variant="ghost" aria-label="Close the request" onClick={onClose}>
          <X aria-hidden="true" />
        </Button>
      </div>
      {event.isError && <CardError what="The request" error={event.error} onRetry={() => event.refetch()} />}
      {event.isPending && <PanelSkeleton />}
      {event.data && !event.isError && (
        <Refetching stale={event.isPlaceholderData}>
          <Detail event={event.data} timeZone={timeZone} onSame={onSame} />
        </Refetching>
      )}
    </aside>
  )
}

type DetailProps = Pick<DetailPanelProps, 'timeZone' | 'onSame'> & { event: EventDetail }

function Detail({ event, timeZone, onSame }: DetailProps) {
  return (
    <div className="flex flex-col gap-5 px-4 pt-4 pb-8">
      <CostSection event={event} timeZone={timeZone} />
      <section aria-label="Facts">
        <p className="break-all pb-1 font-mono text-fg-3 text-xs">{event.id}</p>
        <DetailFacts event={event} timeZone={timeZone} onSame={(what, value) => onSame(event, what, value)} />
      </section>
      {event.request && <Raw title="Facts of the request" value={event.request} />}
      {event.usage && <Raw title="Usage as it was sent" value={event.usage} />}
      {event.catalogue && <p className="text-2xs text-fg-3">Priced with catalogue {event.catalogue}</p>}
    </div>
  )
}

function Raw({ title, value }: { title: string; value: object }) {
  return (
    <section aria-label={title}>
      <h3 className="pb-1.5 font-medium text-2xs text-fg-3">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0} className="max-h-80 overflow-auto rounded-md bg-surface-2 p-3 font-mono text-2xs">
        {JSON.stringify(value, null, 2)}
      </pre>
    </section>
  )
}

function PanelSkeleton() {
  return (
    <div className="flex flex-col gap-4 px-4 pt-4" role="status" aria-label="Loading the request">
      <Skeleton className="h-7 w-32" />
      <Skeleton className="h-40" />
      <Skeleton className="h-64" />
    </div>
  )
}
