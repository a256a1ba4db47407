import { useState } from 'react'
import type { Member } from '#shared/api/members.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { AccessFields } from './access-fields.tsx'
import { usePeopleMutation } from './queries.ts'

interface EditMemberDialogProps {
  member: Member
  projects: readonly Project[]
  onClose: () => void
}

export function EditMemberDialog({ member, projects, onClose }: EditMemberDialogProps) {
  const { id, name, email, role, projectIds } = member
  const [access, setAccess] = useState({ role, projectIds })
  const save = usePeopleMutation(() => api.updateMember(id, access), onClose)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={name} description={email}>
      <div className="mt-4 flex flex-col gap-4">
        <AccessFields access={access} projects={projects} onChange={setAccess} />
      </div>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={save.isPending} onClick={() => save.mutate(undefined)}>
          Save
        </Button>
      </DialogActions>
    </Dialog>
  )
}
