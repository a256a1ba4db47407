import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { TextField } from '../../components/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
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
  const submit = (form: FormData) =>
    change.mutate({ currentPassword: String(form.get('current')), newPassword: String(form.get('new')) })
  return (
    <FormDialog
      title="Change your password"
      description="You stay signed in here; all other sessions end."
      action="Change password"
      isPending={change.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
