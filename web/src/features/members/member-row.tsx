import { clsx } from 'clsx'
import type { Member } from '#shared/api/members.ts'
import type { Project } from '#shared/api/projects.ts'
import { Badge } from '../../components/badge.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { cellClass, edgeClass } from '../../components/table.ts'
import { ago } from '../../lib/dates.ts'
import { accessText } from './access-fields.tsx'

export type MemberAct = 'edit' | 'deactivate' | 'activate' | 'remove'

interface MemberRowProps {
  member: Member
  isMe: boolean
  projects: readonly Project[]
  timeZone: string
  onAct: (act: MemberAct) => void
}

export function MemberRow({ member, isMe, projects, timeZone, onAct }: MemberRowProps) {
  const { name, email, role, lastSeenAt, deactivatedAt } = member
  const cell = clsx(cellClass, edgeClass, 'text-fg-2')
  const acts: [MemberAct, string][] = [
    ['edit', 'Role and projects…'],
    deactivatedAt ? ['activate', 'Let in again'] : ['deactivate', 'Deactivate'],
    ['remove', 'Remove…'],
  ]
  return (
    <tr className={clsx(deactivatedAt && 'text-fg-3')}>
      <th scope="row" className={clsx(cell, 'py-1.5 text-left font-medium text-fg!')}>
        {name} {isMe && <span className="font-normal text-fg-3">(you)</span>}{' '}
        {deactivatedAt && <Badge tone="plain">Deactivated</Badge>}
        <span className="block break-all font-normal text-2xs text-fg-3">{email}</span>
      </th>
      <td className={clsx(cell, 'capitalize')}>{role}</td>
      <td className={clsx(cell, 'max-md:hidden')}>{accessText(member, projects)}</td>
      <td className={clsx(cell, 'num max-sm:hidden')}>
        {lastSeenAt ? ago(lastSeenAt, Date.now(), timeZone) : 'Not lately'}
      </td>
      <td className={clsx(cell, 'text-right')}>
        <RowMenu name={name} acts={acts} onAct={onAct} />
      </td>
    </tr>
  )
}
