import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { notify } from '../../components/notify.ts'
import { FormError } from './form-error.tsx'

const LEAST_CHARACTERS = 10

export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const change = useMutation({
    mutationFn: api.changePassword,
    onSuccess: () => {
      void notify('success', 'The password is changed; other sessions have ended.')
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    change.mutate({ currentPassword: String(form.get('current')), newPassword: String(form.get('new')) })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Change your password"
      description="You stay signed in here; all other sessions end."
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <TextField
          label="Current password"
          name="current"
          type="password"
          autoComplete="current-password"
          required
          autoFocus
        />
        <TextField
          label="New password"
          name="new"
          type="password"
          autoComplete="new-password"
          minLength={LEAST_CHARACTERS}
          maxLength={128}
          required
          hint={`At least ${LEAST_CHARACTERS} characters.`}
        />
        <FormError message={change.error?.message} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            Change password
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
