import { type FormEvent, useState } from 'react'
import type { ChannelKind } from '#shared/api/channel-kinds.ts'
import type { Channel } from '#shared/api/channels.ts'
import { api } from '../../api/client.ts'
import { fieldError, formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { notify } from '../../components/notify.ts'
import { CHANNEL_NAMES } from '../../lib/channel-names.ts'
import { changeOf, newChannel } from './channel-input.ts'
import { ChannelSecret } from './channel-secret.tsx'
import { CHANNEL_HINTS } from './channel-words.ts'
import { useChannelMutation } from './queries.ts'
import { TargetField } from './target-field.tsx'

interface ChannelDialogProps {
  kind: ChannelKind
  /** null makes a new one. */
  channel: Channel | null
  onClose: () => void
}

const POINTERS = ['/name', '/url', '/recipients', '/routingKey', '/webhookUrl']

export function ChannelDialog({ kind, channel, onClose }: ChannelDialogProps) {
  const [isDefault, setIsDefault] = useState(channel?.isDefault ?? true)
  const save = useChannelMutation(
    async ({ name, target }: { name: string; target: string }) => {
      if (!channel) return (await api.createChannel(newChannel({ kind, name, isDefault, target }))).secret
      await api.updateChannel(channel.id, changeOf({ kind, name, isDefault, target }))
      return null
    },
    (secret) => {
      if (secret !== null) return
      notify('success', channel ? 'Channel saved' : 'Channel added. Send a test to see whether it works.')
      onClose()
    },
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    save.mutate({ name: text('name'), target: text('target') })
  }
  const verb = channel ? 'Edit' : 'Add'
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={save.data ? 'Channel added' : `${verb} ${CHANNEL_NAMES[kind]}`}
      description={save.data ? undefined : CHANNEL_HINTS[kind]}
    >
      {save.data ? (
        <ChannelSecret secret={save.data} onClose={onClose}>
          With it the receiver checks the header webhook-signature of each message.
        </ChannelSecret>
      ) : (
        <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
          <TextField
            label="Name"
            name="name"
            required
            maxLength={80}
            autoFocus
            placeholder="#llm-spend"
            defaultValue={channel?.name}
            error={fieldError(save.error, '/name')}
          />
          <TargetField kind={kind} settings={channel?.settings ?? null} error={save.error} />
          <Checkbox checked={isDefault} onChange={setIsDefault}>
            Default: gets every alert that names no channels
          </Checkbox>
          <p role="alert" className="text-bad text-xs empty:hidden">
            {formError(save.error, POINTERS)}
          </p>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={save.isPending}>
              {channel ? 'Save' : 'Add channel'}
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  )
}
