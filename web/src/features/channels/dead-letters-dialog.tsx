import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import type { Delivery } from '#shared/api/alerts.ts'
import type { Channel } from '#shared/api/channels.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { CardError } from '../../components/card-error.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { notify } from '../../components/notify.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { fullDay, timeOfDay } from '../../lib/dates.ts'
import { plural } from '../../lib/format.ts'
import { deadLettersOptions, tellError, useChannelMutation } from './queries.ts'

interface DeadLettersDialogProps {
  channel: Channel
  timeZone: string
  onClose: () => void
}

/** Messages that were given up, to be sent again when the receiver is well. */
export function DeadLettersDialog({ channel, timeZone, onClose }: DeadLettersDialogProps) {
  const letters = useQuery(deadLettersOptions(channel.id))
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Given up: “${channel.name}”`}
      description="They keep their ids when they are sent again, so that a receiver knows a repeat."
    >
      <div className="mt-4">
        {letters.isPending && <Skeleton className="h-24" />}
        {letters.isError && (
          <CardError what="Messages" error={letters.error} onRetry={() => letters.refetch()} />
        )}
        {letters.data?.length === 0 && <p className="text-fg-3">None is left.</p>}
        <ul className="[&>li+li]:border-t">
          {letters.data?.map((letter) => (
            <DeadLetter key={letter.id} letter={letter} timeZone={timeZone} />
          ))}
        </ul>
      </div>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  )
}

function DeadLetter({ letter, timeZone }: { letter: Delivery; timeZone: string }) {
  const { id, title, createdAt, lastError, attempts } = letter
  const resend = useChannelMutation(
    () => api.resendDelivery(id),
    () => notify('success', 'It is sent again'),
  )
  const count = attempts.length
  return (
    <li className="flex items-start gap-3 py-2">
      <span className="min-w-0 flex-1">
        <span className="block [overflow-wrap:anywhere]">{title}</span>
        <span className="block text-fg-3 text-xs [overflow-wrap:anywhere]">
          {fullDay(createdAt, timeZone)}, {timeOfDay(createdAt, timeZone)} · {count}{' '}
          {plural(count, 'attempt')}. {lastError}
        </span>
      </span>
      <Button size="sm" disabled={resend.isPending} onClick={() => resend.mutate(undefined, tellError)}>
        <RotateCw aria-hidden="true" />
        Send again
      </Button>
    </li>
  )
}
