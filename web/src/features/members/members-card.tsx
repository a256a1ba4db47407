import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Member } from '#shared/api/members.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { meOptions } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CardQuery } from '../../components/card-query.tsx'
import { TableHead } from '../../components/table-head.tsx'
import { type MemberAct, MemberRow } from './member-row.tsx'
import { membersOptions, usePeopleMutation } from './queries.ts'

const EditMemberDialog = lazy(async () => ({
  default: (await import('./edit-member-dialog.tsx')).EditMemberDialog,
}))
const RemoveMemberDialog = lazy(async () => ({
  default: (await import('./remove-member-dialog.tsx')).RemoveMemberDialog,
}))

const COLUMNS = [
  ['Name', ''],
  ['Role', ''],
  ['Projects', 'max-md:hidden'],
  ['Last seen', 'max-sm:hidden'],
] as const

interface MembersCardProps {
  projects: readonly Project[]
  onInvite: () => void
}

export function MembersCard({ projects, onInvite }: MembersCardProps) {
  const members = useQuery(membersOptions)
  const me = useQuery(meOptions).data
  const [open, setOpen] = useState<{ member: Member; act: MemberAct } | null>(null)
  const close = () => setOpen(null)
  const setActive = usePeopleMutation(
    ({ id, active }: { id: string; active: boolean }) => api.updateMember(id, { active }),
    close,
  )
  const act = (member: Member, act: MemberAct) => {
    if (act === 'activate' || act === 'deactivate')
      setActive.mutate({ id: member.id, active: act === 'activate' })
    else setOpen({ member, act })
  }
  return (
    <CardQuery what="Members" query={members} height="h-[220px]">
      {(data) => (
        <Card aria-labelledby="members">
          <CardHead
            id="members"
            title="Members"
            sub="Who can sign in. A change holds from the next request on."
            actions={
              <Button variant="primary" onClick={onInvite}>
                <UserPlus aria-hidden="true" />
                Invite
              </Button>
            }
          />
          <table className="w-full">
            <TableHead columns={COLUMNS} hasActions />
            <tbody className="[&>tr+tr]:border-t">
              {data.map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  isMe={member.id === me?.user.id}
                  projects={projects}
                  timeZone={me?.timeZone ?? 'UTC'}
                  onAct={(chosen) => act(member, chosen)}
                />
              ))}
            </tbody>
          </table>
          <Suspense>
            {open?.act === 'edit' && (
              <EditMemberDialog member={open.member} projects={projects} onClose={close} />
            )}
            {open?.act === 'remove' && <RemoveMemberDialog member={open.member} onClose={close} />}
          </Suspense>
        </Card>
      )}
    </CardQuery>
  )
}
