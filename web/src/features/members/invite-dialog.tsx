import { useState } from 'react'
import type { CreatedInvitation } from '#shared/api/members.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { SelectField, TextField } from '../../components/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
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
  if (created) return <InvitationLink invitation={created} onClose={onClose} />
  return (
    <FormDialog
      title="Invite somebody"
      action="Create link"
      isPending={create.isPending}
      onSubmit={(form) => create.mutate(form)}
      onClose={onClose}
    >
      <TextField label="Email" name="email" type="email" required maxLength={254} autoFocus />
      <AccessFields access={access} projects={projects} onChange={setAccess} />
      <SelectField label="Link works for" name="days" defaultValue="7">
        <option value="1">1 day</option>
        <option value="7">7 days</option>
        <option value="30">30 days</option>
      </SelectField>
    </FormDialog>
  )
}
