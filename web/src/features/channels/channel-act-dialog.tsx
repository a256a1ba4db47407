import type { Channel } from '#shared/api/channels.ts'
import { ChannelDialog } from './channel-dialog.tsx'
import type { ChannelAct } from './channel-row.tsx'
import { ConfirmChannelDialog } from './confirm-channel-dialog.tsx'
import { DeadLettersDialog } from './dead-letters-dialog.tsx'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'
import { TestDialog } from './test-dialog.tsx'

interface ChannelActDialogProps {
  channel: Channel
  act: ChannelAct
  timeZone: string
  onClose: () => void
}

export function ChannelActDialog({ channel, act, timeZone, onClose }: ChannelActDialogProps) {
  switch (act) {
    case 'test':
      return <TestDialog channel={channel} onClose={onClose} />
    case 'edit':
      return <ChannelDialog kind={channel.kind} channel={channel} onClose={onClose} />
    case 'dead':
      return <DeadLettersDialog channel={channel} timeZone={timeZone} onClose={onClose} />
    case 'rotate':
      return <RotateSecretDialog channel={channel} timeZone={timeZone} onClose={onClose} />
    case 'switch':
    case 'remove':
      return <ConfirmChannelDialog channel={channel} act={act} onClose={onClose} />
    default:
      return act satisfies never
  }
}
