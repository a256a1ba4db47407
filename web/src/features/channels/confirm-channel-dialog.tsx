import type { Channel } from '#shared/api/channels.ts'
import { api } from '../../api/client.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { tellError, useChannelMutation } from './queries.ts'

interface ConfirmChannelDialogProps {
  channel: Channel
  act: 'switch' | 'remove'
  onClose: () => void
}

export function ConfirmChannelDialog({ channel, act, onClose }: ConfirmChannelDialogProps) {
  const { id, name, enabled } = channel
  const change = useChannelMutation(async () => {
    if (act === 'remove') await api.removeChannel(id)
    else await api.updateChannel(id, { enabled: !enabled })
  }, onClose)
  const [title, text, action] =
    act === 'remove'
      ? [`Remove “${name}”?`, 'Messages to it that wait are not sent any more.', 'Remove channel']
      : enabled
        ? [`Switch “${name}” off?`, 'Nothing is sent to it until it is switched on again.', 'Switch off']
        : [`Switch “${name}” on?`, 'Alerts from now on are sent to it.', 'Switch on']
  return (
    <ConfirmDialog
      title={title}
      action={action}
      pending={change.isPending}
      onConfirm={() => change.mutate(undefined, tellError)}
      onClose={onClose}
    >
      {text}
    </ConfirmDialog>
  )
}
