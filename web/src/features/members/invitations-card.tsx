import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { lazy, Suspense, useState } from 'react'
import type { CreatedInvitation, Invitation } from '#shared/api/members.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { cellClass, edgeClass } from '../../components/table.ts'
import { fullDay } from '../../lib/dates.ts'
import { accessText } from './access-fields.tsx'
import { invitationsOptions, usePeopleMutation } from './queries.ts'

const InvitationLink = lazy(async () => ({
  default: (await import('./invitation-link.tsx')).InvitationLink,
}))

/** Links that nobody has used yet. */
export function InvitationsCard({ projects, timeZone }: { projects: readonly Project[]; timeZone: string }) {
  const invitations = useQuery(invitationsOptions).data ?? []
  const [renewed, setRenewed] = useState<CreatedInvitation | null>(null)
  const renew = usePeopleMutation(
    async (id: string) => setRenewed(await api.renewInvitation(id)),
    () => {},
  )
  const revoke = usePeopleMutation(api.revokeInvitation, () => {})
  if (invitations.length === 0 && !renewed) return null
  return (
    <Card aria-labelledby="invitations">
      <CardHead id="invitations" title="Invitations" sub="Links that nobody has used yet." />
      <table className="w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">Email</th>
            <th scope="col">Role and projects</th>
            <th scope="col">Expires</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody className="[&>tr]:border-t">
          {invitations.map((invitation) => (
            <InvitationRow
              key={invitation.id}
              invitation={invitation}
              access={accessText(invitation, projects)}
              timeZone={timeZone}
              onRenew={() => renew.mutate(invitation.id)}
              onRevoke={() => revoke.mutate(invitation.id)}
            />
          ))}
        </tbody>
      </table>
      {renewed && (
        <Suspense>
          <InvitationLink invitation={renewed} onClose={() => setRenewed(null)} />
        </Suspense>
      )}
    </Card>
  )
}

interface InvitationRowProps {
  invitation: Invitation
  access: string
  timeZone: string
  onRenew: () => void
  onRevoke: () => void
}

function InvitationRow({ invitation, access, timeZone, onRenew, onRevoke }: InvitationRowProps) {
  const { email, role, expiresAt, createdBy } = invitation
  const cell = clsx(cellClass, edgeClass, 'text-fg-2')
  const isExpired = Date.parse(expiresAt) <= Date.now()
  return (
    <tr>
      <th scope="row" className={clsx(cell, 'break-all py-1.5 text-left font-medium text-fg!')}>
        {email}
        <span className="block font-normal text-2xs text-fg-3">by {createdBy}</span>
      </th>
      <td className={clsx(cell, 'max-sm:hidden')}>
        <span className="capitalize">{role}</span>,{' '}
        {access.toLowerCase() === 'all projects' ? 'all projects' : access}
      </td>
      <td className={clsx(cell, 'num max-sm:hidden')}>
        {isExpired ? <Badge tone="warn">Expired</Badge> : `until ${fullDay(expiresAt, timeZone)}`}
      </td>
      <td className={clsx(cell, 'whitespace-nowrap text-right')}>
        <Button size="sm" variant="ghost" onClick={onRenew} aria-label={`New link for ${email}`}>
          New link
        </Button>
        <Button size="sm" variant="ghost" onClick={onRevoke} aria-label={`Revoke the invitation of ${email}`}>
          Revoke
        </Button>
      </td>
    </tr>
  )
}
