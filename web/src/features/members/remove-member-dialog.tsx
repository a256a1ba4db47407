import type { Member } from '#shared/api/members.ts'
import { api } from '../../api/client.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { usePeopleMutation } from './queries.ts'

export function RemoveMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const remove = usePeopleMutation(() => api.removeMember(member.id), onClose)
  return (
    <ConfirmDialog
      title={`Remove ${member.name}?`}
      action="Remove member"
      pending={remove.isPending}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      {member.email} is signed out at once. What they did stays in the audit log. To let them in again, invite
      them.
    </ConfirmDialog>
  )
}
