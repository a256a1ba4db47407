import type { Channel } from '#shared/api/channels.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { fullDay, timeOfDay } from '../../lib/dates.ts'
import { ChannelSecret } from './channel-secret.tsx'
import { tellError, useChannelMutation } from './queries.ts'

interface RotateSecretDialogProps {
  channel: Channel
  timeZone: string
  onClose: () => void
}

export function RotateSecretDialog({ channel: { id, name }, timeZone, onClose }: RotateSecretDialogProps) {
  const rotate = useChannelMutation(() => api.rotateChannelSecret(id))
  if (rotate.data) {
    const { secret, previousSecretUntil: until } = rotate.data
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title="New secret">
        <ChannelSecret secret={secret} onClose={onClose}>
          Until {fullDay(until, timeZone)}, {timeOfDay(until, timeZone)} messages bear a signature of the old
          one as well.
        </ChannelSecret>
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`New secret for “${name}”?`}
      description="For a day messages bear two signatures, so that the receiver can change over without missing one."
    >
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabled={rotate.isPending}
          onClick={() => rotate.mutate(undefined, tellError)}
        >
          Make a new secret
        </Button>
      </DialogActions>
    </Dialog>
  )
}
