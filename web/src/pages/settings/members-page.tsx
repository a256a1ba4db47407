import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { meOptions, projectsOptions, useMay } from '../../api/queries.ts'
import { RoleNote } from '../../components/role-note.tsx'
import { InvitationsCard } from '../../features/members/invitations-card.tsx'
import { MembersCard } from '../../features/members/members-card.tsx'

const InviteDialog = lazy(async () => ({
  default: (await import('../../features/members/invite-dialog.tsx')).InviteDialog,
}))

export function MembersPage() {
  const [inviting, setInviting] = useState(false)
  const projects = useQuery(projectsOptions).data ?? []
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  if (!useMay('manageMembers')) return <RoleNote>Only an admin sees, invites and changes members.</RoleNote>
  return (
    <>
      <MembersCard projects={projects} onInvite={() => setInviting(true)} />
      <InvitationsCard projects={projects} timeZone={timeZone} />
      {inviting && (
        <Suspense>
          <InviteDialog projects={projects} onClose={() => setInviting(false)} />
        </Suspense>
      )}
    </>
  )
}
