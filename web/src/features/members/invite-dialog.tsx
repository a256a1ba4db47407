import { type FormEvent, useState } from 'react'
import type { CreatedInvitation } from '#shared/api/members.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { type Access, AccessFields } from './access-fields.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { usePeopleMutation } from './queries.ts'

interface InviteDialogProps {
  projects: readonly Project[]
  onClose: () => void
}

export function InviteDialog({ projects, onClose }: InviteDialogProps) {
  const [created, setCreated] = useState<CreatedInvitation | null>(null)
  const [access, setAccess] = useState<Access>({ role: 'viewer', projectIds: null })
  const create = usePeopleMutation(
    async (form: FormData) =>
      setCreated(
        await api.createInvitation({
          ...access,
          email: String(form.get('email')).trim(),
          days: Number(form.get('days')),
        }),
      ),
    () => {},
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    create.mutate(new FormData(event.currentTarget))
  }
  if (created) return <InvitationLink invitation={created} onClose={onClose} />
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Invite somebody">
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <TextField label="Email" name="email" type="email" required maxLength={254} autoFocus />
        <AccessFields access={access} projects={projects} onChange={setAccess} />
        <SelectField label="Link works for" name="days" defaultValue="7">
          <option value="1">1 day</option>
          <option value="7">7 days</option>
          <option value="30">30 days</option>
        </SelectField>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={create.isPending}>
            Create link
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
