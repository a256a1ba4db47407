import { RotateCw } from 'lucide-react'
import type { Delivery, DeliveryAttempt } from '#shared/api/alerts.ts'
import { api } from '../../api/client.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { CHANNEL_NAMES } from '../../lib/channel-names.ts'
import { clockTime, shortDay } from '../../lib/dates.ts'
import { latency } from '../../lib/format.ts'
import { DELIVERY_KINDS, DELIVERY_STATES, moment } from './alert-words.ts'
import { useAlertMutation } from './queries.ts'

interface DeliveriesListProps {
  messages: readonly Delivery[]
  timeZone: string
  canResend: boolean
}

/** Every message, and every attempt to send it. */
export function DeliveriesList({ messages, timeZone, canResend }: DeliveriesListProps) {
  if (messages.length === 0) return <p className="text-fg-3 text-xs">No channel was told.</p>
  return (
    <section aria-label="Messages">
      <p className="pb-1.5 font-medium text-2xs text-fg-3">Messages</p>
      <ul className="flex flex-col gap-2">
        {messages.map((message) => (
          <DeliveryItem key={message.id} message={message} timeZone={timeZone} canResend={canResend} />
        ))}
      </ul>
    </section>
  )
}

type DeliveryItemProps = Omit<DeliveriesListProps, 'messages'> & { message: Delivery }

function DeliveryItem({ message, timeZone, canResend }: DeliveryItemProps) {
  const { id, channel, kind, state, attempts, nextAt, sentWith } = message
  const [tone, text] = DELIVERY_STATES[state]
  const resend = useAlertMutation(() => api.resendDelivery(id), 'It is sent again')
  return (
    <li className="rounded-lg border bg-surface px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{channel.name}</span>
        <span className="text-fg-3 text-xs">
          {DELIVERY_KINDS[kind]} by {CHANNEL_NAMES[channel.kind]}
          {sentWith > 0 && `, in one message with ${sentWith} others`}
        </span>
        <span className="ml-auto flex items-center gap-2">
          <Badge tone={tone}>{text}</Badge>
          {state === 'dead' && canResend && (
            <Button size="sm" disabled={resend.isPending} onClick={() => resend.mutate(undefined)}>
              <RotateCw aria-hidden="true" />
              Send again
            </Button>
          )}
        </span>
      </div>
      {attempts.length > 0 && (
        <ol className="mt-1.5 flex flex-col gap-1 border-t pt-1.5">
          {attempts.map((attempt) => (
            <Attempt key={attempt.startedAt} attempt={attempt} timeZone={timeZone} />
          ))}
        </ol>
      )}
      {nextAt && <p className="mt-1 text-fg-3 text-xs">Next attempt {moment(nextAt, timeZone)}</p>}
    </li>
  )
}

function Attempt({ attempt, timeZone }: { attempt: DeliveryAttempt; timeZone: string }) {
  const { startedAt, durationMs, status, error, answer } = attempt
  return (
    <li className="text-xs">
      <span className="num text-fg-3">
        {shortDay(startedAt, timeZone)}, {clockTime(startedAt, timeZone).slice(0, 8)}
      </span>{' '}
      <span className={error === null ? 'text-good' : 'text-bad'}>{error ?? `Taken (${status})`}</span>{' '}
      <span className="num text-fg-3">{latency(durationMs)}</span>
      {answer && (
        <code className="block overflow-hidden text-ellipsis whitespace-nowrap font-mono text-2xs text-fg-3">
          {answer}
        </code>
      )}
    </li>
  )
}
