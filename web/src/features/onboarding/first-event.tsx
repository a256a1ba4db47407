import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import type { ListedEvent } from '#shared/api/events.ts'
import { Button } from '../../components/button.tsx'
import { integer, UNKNOWN, usdExact } from '../../lib/format.ts'
import { valueName } from '../../lib/labels.ts'

export function WaitingForEvent() {
  return (
    <p role="status" className="mt-2 flex items-center gap-2.5 text-fg-2">
      <span aria-hidden="true" className="relative flex size-2">
        <span className="absolute inset-0 animate-ping rounded-full bg-accent opacity-60" />
        <span className="size-2 rounded-full bg-accent" />
      </span>
      Waiting for the first event…
    </p>
  )
}

const reasonText = (reason: string | null) => (reason ?? 'no price').replaceAll('_', ' ')

/** The event that was waited for, with what it cost. */
export function FirstEvent({ event }: { event: ListedEvent }) {
  const queryClient = useQueryClient()
  const facts = [
    ['Model', event.model],
    ['Feature', valueName(event.feature)],
    ['Input tokens', integer(event.inputTokens)],
    ['Output tokens', integer(event.outputTokens)],
  ]
  return (
    <div role="status" className="mt-3">
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3 rounded-lg border p-3.5">
        <CircleCheck aria-hidden="true" className="size-5 text-good" strokeWidth={1.85} />
        <dl className="flex flex-1 flex-wrap gap-x-8 gap-y-3">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt className="text-2xs text-fg-3">{name}</dt>
              <dd className="num font-medium">{value}</dd>
            </div>
          ))}
          <div>
            <dt className="text-2xs text-fg-3">Cost</dt>
            <dd className="num font-semibold">
              {event.costUsd === null
                ? `${UNKNOWN} (${reasonText(event.costReason)})`
                : usdExact(event.costUsd)}
            </dd>
          </div>
        </dl>
      </div>
      <Button variant="primary" className="mt-3" onClick={() => queryClient.invalidateQueries()}>
        Open the dashboard
      </Button>
    </div>
  )
}
